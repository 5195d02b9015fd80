package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.http.UnexpectedAnswer;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers answer which requests. */
final class ApiObjectTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /version                                | {'gitVersion':'v1'}                    | yes",
                "GET    | /version                                | {}                                     | an object of no kind",
                "GET    | /apis                                   | {'kind':'APIGroupList','groups':[]}    | yes",
                "GET    | /apis                                   | {'kind':'PodList','items':[]}          | a PodList",
                "GET    | /api/v1                                 | {'kind':'APIResourceList','resources':[]} | yes",
                "GET    | /apis/apps/v1                           | {'kind':'APIResourceList'}             | a APIResourceList",
                "GET    | /apis/apps                              | {'kind':'APIGroup'}                    | yes",
                "GET    | /api/v1/namespaces/n/pods               | {'kind':'PodList','apiVersion':'v1','items':[]}   | yes",
                "GET    | /api/v1/namespaces/n/pods               | {'kind':'PodList','apiVersion':'v1','items':null} | yes",
                "GET    | /api/v1/namespaces/n/pods               | {'kind':'PodList','apiVersion':'v1'}              | a PodList",
                "GET    | /api/v1/namespaces/n/pods               | {'kind':'NodeList','apiVersion':'v1','items':[]}  | a NodeList",
                "GET    | /api/v1/namespaces/n/pods               | {'kind':'Table','apiVersion':'meta.k8s.io/v1','rows':[]} | yes",
                "GET    | /api/v1/pods?labelSelector=a            | {'kind':'Pod','apiVersion':'v1'}       | a Pod",
                "GET    | /apis/x.org/v1/widgets                  | {'kind':'WidgetList','apiVersion':'x.org/v1','items':[]} | yes",
                "GET    | /apis/x.org/v1/widgets                  | {'kind':'Widget','apiVersion':'x.org/v1'} | a Widget",
                "GET    | /api/v1/namespaces/n                    | {'kind':'Namespace','apiVersion':'v1','metadata':{'name':'n'}} | yes",
                "GET    | /api/v1/namespaces                      | {'kind':'NamespaceList','apiVersion':'v1','items':[]} | yes",
                "GET    | /api/v1/namespaces/n/pods/a             | {'kind':'Pod','apiVersion':'v1','metadata':{'name':'a'}} | yes",
                "GET    | /api/v1/namespaces/n/pods/a             | {'kind':'Pod','apiVersion':'v1','metadata':{'name':'b'}} | a Pod called b",
                "GET    | /api/v1/namespaces/n/pods/a             | {'kind':'Secret','apiVersion':'v1','metadata':{'name':'a'}} | a Secret called a",
                "GET    | /api/v1/namespaces/n/pods/a             | {'kind':'Status','apiVersion':'v1','status':'Success'} | a Status",
                "DELETE | /api/v1/namespaces/n/pods/a             | {'kind':'Status','apiVersion':'v1','status':'Success'} | yes",
                "DELETE | /api/v1/namespaces/n/pods/a             | {'kind':'Status','apiVersion':'v1','status':'Failure'} | a Status",
                "DELETE | /api/v1/namespaces/n/pods/a             | {'kind':'Pod','apiVersion':'v1','metadata':{'name':'a'}} | yes",
                "DELETE | /api/v1/namespaces/n/pods/a             | {}                                     | an object of no kind",
                "PATCH  | /apis/apps/v1/namespaces/n/deployments/a/scale | {'kind':'Scale','apiVersion':'autoscaling/v1'} | yes",
                "POST   | /api/v1/namespaces/n/pods/a/eviction    | {'kind':'Status','apiVersion':'v1','status':'Success'} | yes",
                "POST   | /api/v1/namespaces/n/configmaps         | {'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'sent'}} | yes",
                "POST   | /api/v1/namespaces/n/configmaps         | {'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'x'}} | a ConfigMap called x",
                "POST   | /api/v1/namespaces/n/configmaps         | {'kind':'Pod','apiVersion':'v1','metadata':{'name':'sent'}} | a Pod called sent",
                "GET    | /api/v1/namespaces/n/pods               | []                                     | a list",
                "GET    | /api/v1/namespaces/n/pods               | null                                   | something that is no object"
            })
    void anAnswerIsWhatItsRequestIsAnsweredWith(String method, String path, String answer, String expected)
            throws IOException {
        JsonNode sent = method.equals("POST") && path.endsWith("configmaps")
                ? JsonTree.read("{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"sent\"}}")
                : null;
        assertEquals(expected, outcome(method, path(path), sent, JsonTree.read(answer.replace('\'', '"'))));
    }

    private static ApiPath path(String text) {
        return switch (text) {
            case "/version" -> ApiPath.VERSION;
            case "/apis" -> ApiPath.GROUPS;
            case "/apis/apps" -> ApiPath.group("apps");
            case "/api/v1" -> ApiPath.of("v1");
            case "/apis/apps/v1" -> ApiPath.of("apps/v1");
            default -> WrittenPath.of(text);
        };
    }

    private static String outcome(String method, ApiPath path, JsonNode sent, JsonNode answer) {
        try {
            ApiObject.checked(method, path, sent, answer);
            return "yes";
        } catch (UnexpectedAnswer e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,'b':{'c':'x','d':2}}        | {'b':{'c':'x'}}             | true",
                "{'b':{'c':'x'}}                    | {'b':{'c':'y'}}             | false",
                "{'b':{}}                           | {'b':{'c':null}}            | true",
                "{'b':{'c':1}}                      | {'b':{'c':null}}            | false",
                "{'l':[{'n':'a','v':1},{'n':'b'}]}  | {'l':[{'n':'b'}]}           | true",
                "{'l':[{'n':'a','v':1}]}            | {'l':[{'n':'a','v':2}]}     | false",
                "{'metadata':{'resourceVersion':'9'}} | {'metadata':{'resourceVersion':'3'}} | true"
            })
    void anObjectThatHasAllThatWasSentShowsThatItWasTaken(String object, String sent, boolean holds)
            throws IOException {
        assertEquals(
                holds,
                BrokenWrite.holds(JsonTree.read(object.replace('\'', '"')), JsonTree.read(sent.replace('\'', '"'))));
    }
}
