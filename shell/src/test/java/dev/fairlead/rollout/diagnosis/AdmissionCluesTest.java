package dev.fairlead.rollout.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdmissionCluesTest {
    @Test
    void aQuotaIsToldByWhatIsOver() {
        check(
                AdmissionClues.quota(
                        "pods \"web-1\" is forbidden: exceeded quota: team, requested: pods=1,requests.cpu=500m,"
                                + " used: pods=1,requests.cpu=1800m, limited: pods=5,requests.cpu=2",
                        Objects.lines()),
                "resourcequota/team allows 2 requests.cpu: 1800m used, a new pod asks for 500m, 0.3 too much",
                "cluster get resourcequota team -o yaml -n shop");
        check(
                AdmissionClues.quota(
                        "exceeded quota: q, requested: requests.memory=1Gi, used: requests.memory=3584Mi, limited:"
                                + " requests.memory=4Gi",
                        Objects.lines()),
                "resourcequota/q allows 4Gi requests.memory: 3584Mi used, a new pod asks for 1Gi, 512Mi too much",
                "cluster get resourcequota q -o yaml -n shop");
        check(
                AdmissionClues.quota("failed quota: team: must specify limits.cpu,requests.cpu", Objects.lines()),
                "resourcequota/team wants every container to say limits.cpu,requests.cpu",
                "");
        assertEquals(List.of(), AdmissionClues.quota("status unknown for quota: team", Objects.lines()));
    }

    @Test
    void aMissingAccountOrClassIsToldWithThoseOfLikeName() {
        Optional<Clue> account = AdmissionClues.account(
                "error looking up service account shop/robto: serviceaccount \"robto\" not found",
                List.of("default", "robot"),
                Objects.lines());
        check(
                account.stream().toList(),
                "there is no service account robto in namespace shop; there is robot",
                "cluster get serviceaccount -n shop");
        check(
                AdmissionClues.priority("no PriorityClass with name important was found", List.of("high")).stream()
                        .toList(),
                "there is no PriorityClass important; there is only high",
                "cluster get priorityclass");
    }

    @Test
    void aLimitRangeIsNamed() {
        check(
                AdmissionClues.limitRange(List.of("small"), Objects.lines()),
                "the rule is in limitrange/small",
                "cluster get limitrange -o yaml -n shop");
    }

    private static void check(List<Clue> clues, String message, String next) {
        assertEquals(List.of(new Clue(ClusterLayer.ADMISSION, message, next)), clues);
    }
}
