package dev.fairlead.rollout.diagnosis;

import dev.fairlead.rollout.judge.TemplateFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Locale;

/** Lines to type next that are about one workload. */
record FindingLines(HasMetadata workload) {

    String namespace() {
        return workload.getMetadata().getNamespace();
    }

    /** {@code -n NAMESPACE} with a blank before it. */
    String in() {
        return " -n " + namespace();
    }

    /** {@code deployment/web} */
    String typed() {
        return workload.getKind().toLowerCase(Locale.ROOT) + "/"
                + workload.getMetadata().getName();
    }

    /** Empty for what cannot be restarted. */
    String restart() {
        return workload instanceof Pod || workload instanceof Job ? "" : "rollout restart " + typed() + in();
    }

    /** Gives the pods a pull secret; only deployments can be changed so. */
    String pullSecret(String secret, String container, String image) {
        if (!(workload instanceof Deployment)) {
            return "";
        }
        boolean several = TemplateFields.of(workload)
                .filter(spec -> spec.getContainers().size() > 1)
                .isPresent();
        return "rollout deploy " + workload.getMetadata().getName() + " --image " + image
                + (several ? " --container " + container : "") + " --pull-secret " + secret + in();
    }
}
