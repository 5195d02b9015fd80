package dev.fairlead.script.test;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.UserFile;
import dev.fairlead.kubernetes.YamlDocument;
import dev.fairlead.kubernetes.YamlReader;
import dev.fairlead.kubernetes.YamlSyntaxException;
import dev.fairlead.script.io.StubbedResponses;
import dev.fairlead.settings.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the cases of a script from its YAML file. */
final class CaseFile {
    private static final List<String> FILE = List.of("script", "parameters", "given", "cases");
    private static final List<String> CASE =
            List.of("name", "parameters", "words", "namespace", "environment", "given", "faults", "answers", "expect");
    private static final List<String> FAULT = List.of("fault", "workload", "namespace", "next", "for", "after");
    private static final List<String> ANSWER = List.of("sh", "http", "prints", "exit", "status", "body");
    private static final List<String> EXPECT = List.of("outcome", "reason", "step", "steps", "output", "objects");
    private static final List<String> OBJECT = List.of("object", "namespace", "absent", "fields");
    private static final int OK = 200;

    private final Path file;
    private final String name;
    private final Path usual;

    /**
     * @param name as the user would type it
     * @param usual the script that it is of where it names none
     */
    CaseFile(Path file, String name, Path usual) {
        this.file = file;
        this.name = name;
        this.usual = usual;
    }

    /** @throws OpsException of kind INVALID that says the line */
    List<TestCase> read() {
        List<TestCase> cases = new ArrayList<>();
        for (YamlDocument document : documents()) {
            CaseFields all = new CaseFields(name, document.lines(), "", document.value()).only("a file of cases", FILE);
            Path script = all.has("script") ? all.read("script", () -> script(all.text("script"))) : usual;
            all.list("cases").forEach(one -> cases.add(read(script, all, one.only("a case", CASE))));
        }
        if (cases.isEmpty()) {
            throw new OpsException(FailureKind.INVALID, name + " has no cases")
                    .hint("cases: [{name: it ends well, parameters: {tag: v1}, expect: {outcome: ok}}]");
        }
        return cases;
    }

    private Path script(String text) {
        return file.resolveSibling(text).normalize();
    }

    private List<YamlDocument> documents() {
        try {
            return YamlReader.documents(UserFile.text(file));
        } catch (YamlSyntaxException e) {
            throw new OpsException(
                    FailureKind.INVALID,
                    name + ":" + e.line() + ":" + e.column() + ": this is not YAML: " + e.problem(),
                    e);
        } catch (IOException e) {
            throw new OpsException(FailureKind.NOT_FOUND, "cannot read " + name + ": " + SystemFailures.why(e), e);
        }
    }

    private static TestCase read(Path script, CaseFields all, CaseFields one) {
        if (one.text("name").isBlank()) {
            throw one.wrong("", "a case wants a name");
        }
        List<String> words = new ArrayList<>(parameters(all.map("parameters"), one.map("parameters")));
        words.addAll(one.texts("words"));
        List<String> given = new ArrayList<>(all.texts("given"));
        given.addAll(one.texts("given"));
        String namespace = one.text("namespace");
        return new TestCase(
                one.text("name"),
                one.place(),
                script,
                words,
                namespace.isEmpty() ? TestCase.NAMESPACE : namespace,
                one.map("environment"),
                given,
                one.list("faults").stream().map(CaseFile::fault).toList(),
                one.list("answers").stream().map(CaseFile::answer).toList(),
                one.has("expect") ? expectation(one.at("expect").only("expect", EXPECT)) : Expectation.WELL);
    }

    /** A case's own replace those of the file; {@code true} is a flag, {@code false} none. */
    private static List<String> parameters(Map<String, String> all, Map<String, String> own) {
        Map<String, String> both = new LinkedHashMap<>(all);
        both.putAll(own);
        List<String> words = new ArrayList<>();
        both.forEach((name, value) -> {
            if (value.equals("true")) {
                words.add("--" + name);
            } else if (!value.equals("false")) {
                words.add("--" + name + "=" + value);
            }
        });
        return words;
    }

    private static PlannedFault fault(CaseFields fault) {
        if (fault.isText()) {
            return fault.read("", () -> PlannedFault.parse(fault.own()));
        }
        fault.only("a fault", FAULT);
        Optional<Duration> lasting = fault.has("for")
                ? Optional.of(fault.read("for", () -> Durations.parse(fault.text("for"))))
                : Optional.empty();
        return fault.read(
                "fault",
                () -> PlannedFault.of(
                        fault.text("fault"),
                        fault.text("fault"),
                        fault.text("workload"),
                        lasting,
                        fault.text("namespace"),
                        fault.flag("next"),
                        fault.text("after")));
    }

    private static StubbedResponses.Answer answer(CaseFields answer) {
        answer.only("an answer", ANSWER);
        if (answer.has("sh") == answer.has("http")) {
            throw answer.wrong("", "an answer is that of sh or of http");
        }
        return answer.has("sh")
                ? new StubbedResponses.Answer(
                        true, answer.text("sh"), answer.number("exit").orElse(0), answer.text("prints"))
                : new StubbedResponses.Answer(
                        false,
                        (answer.text("http").contains(" ") ? "" : "GET ") + answer.text("http"),
                        answer.number("status").orElse(OK),
                        answer.text("body"));
    }

    private static Expectation expectation(CaseFields expect) {
        ExpectedOutcome outcome = expect.has("outcome")
                ? expect.read("outcome", () -> ExpectedOutcome.parse(expect.text("outcome")))
                : ExpectedOutcome.WELL;
        return new Expectation(
                outcome,
                expect.text("reason"),
                expect.text("step"),
                expect.has("steps") ? Optional.of(expect.texts("steps")) : Optional.empty(),
                expect.texts("output"),
                expect.list("objects").stream().map(CaseFile::object).toList());
    }

    /** {@code deployment/web}, or a mapping that says more. */
    private static ExpectedObject object(CaseFields object) {
        if (object.isText()) {
            return new ExpectedObject(named(object, object.own()), "", false, Map.of());
        }
        object.only("an object", OBJECT);
        return new ExpectedObject(
                named(object, object.text("object")),
                object.text("namespace"),
                object.flag("absent"),
                object.map("fields"));
    }

    private static String named(CaseFields object, String text) {
        if (!text.matches("[^/\\s]+/[^/\\s]+")) {
            throw object.wrong("object", "\"" + text + "\" names no object; write e.g. deployment/web");
        }
        return text;
    }
}
