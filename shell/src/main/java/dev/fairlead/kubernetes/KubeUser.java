package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user of a kubeconfig, checked as kubectl checks it. What is empty takes no part in the login.
 *
 * @param tokenFile is read for each request; where it cannot be, the token counts
 */
record KubeUser(
        Optional<String> token,
        Optional<String> tokenFile,
        Optional<String> name,
        Optional<String> password,
        Optional<ClientCertificate> certificate,
        Optional<ExecPlugin> plugin,
        Impersonation impersonation) {
    /** As whom the server is to take the requests. */
    record Impersonation(String user, String uid, List<String> groups, Map<String, List<String>> extra) {
        static final Impersonation NONE = new Impersonation("", "", List.of(), Map.of());
    }

    /**
     * The user of an entry.
     *
     * @param secure false where the server is reached in the clear: kubectl gives away no login then
     * @throws OpsException that says why kubectl would not use it either
     */
    static KubeUser of(KubeEntry entry, boolean secure) {
        Impersonation impersonation = impersonation(entry);
        if (!secure) {
            return nobody(impersonation);
        }
        Optional<KubeEntry> provider = entry.entry("auth-provider");
        Optional<KubeEntry> exec = entry.entry("exec");
        if (provider.isPresent()) {
            throw unsupported(entry, provider.get());
        }
        Optional<String> token = entry.text("token");
        if (token.filter(text -> text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f))
                .isPresent()) {
            throw entry.invalid("has a token with a line end or another control character in it");
        }
        Optional<String> name = entry.text("username");
        Optional<String> password = entry.text("password");
        if (token.isPresent() && (name.isPresent() || password.isPresent())) {
            throw entry.invalid("has both a token and a username; only one can hold");
        }
        return new KubeUser(
                token,
                entry.text("tokenFile"),
                name,
                password,
                ClientCertificate.of(entry),
                exec.map(ExecPlugin::of),
                impersonation);
    }

    private static KubeUser nobody(Impersonation impersonation) {
        Optional<String> none = Optional.empty();
        return new KubeUser(none, none, none, none, Optional.empty(), Optional.empty(), impersonation);
    }

    private static Impersonation impersonation(KubeEntry entry) {
        String user = entry.text("as").orElse("");
        String uid = entry.text("as-uid").orElse("");
        List<String> groups = entry.texts("as-groups");
        Map<String, List<String>> extra = new LinkedHashMap<>();
        entry.entry("as-user-extra").ifPresent(values -> {
            List<String> keys = new ArrayList<>();
            values.fields().fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> extra.put(key, values.texts(key)));
        });
        if (user.isEmpty() && !(uid.isEmpty() && groups.isEmpty() && extra.isEmpty())) {
            throw entry.invalid("has as-uid, as-groups or as-user-extra without as");
        }
        return new Impersonation(user, uid, groups, extra);
    }

    private static OpsException unsupported(KubeEntry entry, KubeEntry provider) {
        String name = provider.text("name").orElse("");
        String instead = switch (name) {
            case "gcp" -> "; its plugin gke-gcloud-auth-plugin takes its place";
            case "azure" -> "; its plugin kubelogin takes its place";
            default -> "; a plugin for exec takes its place";
        };
        return new OpsException(
                FailureKind.INVALID,
                entry.what() + " of the kubeconfig logs in by the auth-provider " + name + ", which is not supported"
                        + instead);
    }
}
