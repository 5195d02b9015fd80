package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.SetMarks;
import dev.fairlead.rollout.deploy.ConfigRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which workloads of a set are configured by which of its ConfigMaps and Secrets. */
final class ConfigUse {
    static final String CHECKSUM = SetMarks.CHECKSUM;

    private static final List<String> CONTENT = List.of("data", "binaryData", "stringData");
    private static final Set<String> RESTARTABLE = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private final Map<ObjectKey, SetMember> config = new LinkedHashMap<>();

    ConfigUse(List<SetMember> members) {
        members.stream()
                .filter(member -> member.is("", "ConfigMap") || member.is("", "Secret"))
                .forEach(member -> config.put(member.key(), member));
    }

    /**
     * The workload with a checksum of its configuration in its pods, so that they are made anew when it changes.
     *
     * @param asked otherwise a checksum that is there stays as it is: to leave it out would restart the pods
     */
    SetMember withChecksum(SetMember workload, Optional<JsonNode> live, boolean asked) {
        Set<ObjectKey> used = used(workload);
        if (!isRestartable(workload) || used.isEmpty()) {
            return workload;
        }
        String present = live.map(object -> object.at("/spec/template/metadata/annotations")
                        .path(CHECKSUM)
                        .asText(""))
                .orElse("");
        String checksum = asked ? checksum(used) : present;
        if (checksum.isEmpty()) {
            return workload;
        }
        ObjectNode body = workload.body().deepCopy();
        body.withObject("/spec/template/metadata/annotations").put(CHECKSUM, checksum);
        return workload.with(body);
    }

    /** The ConfigMaps and Secrets whose content changes. */
    static Set<ObjectKey> changed(List<CheckedMember> checks) {
        Set<ObjectKey> changed = new LinkedHashSet<>();
        for (CheckedMember check : checks) {
            boolean holdsConfig =
                    check.member().is("", "ConfigMap") || check.member().is("", "Secret");
            if (holdsConfig && check.changes() && differs(check)) {
                changed.add(check.member().key());
            }
        }
        return changed;
    }

    /** Workloads whose running pods do not see the change of their configuration, by what changed. */
    Map<ObjectKey, List<SetMember>> stale(Set<ObjectKey> changed, List<CheckedMember> checks) {
        Map<ObjectKey, List<SetMember>> stale = new LinkedHashMap<>();
        for (CheckedMember check : checks) {
            if (check.before().isEmpty() || !isRestartable(check.member()) || check.changesTemplate()) {
                continue;
            }
            used(check.member()).stream()
                    .filter(changed::contains)
                    .forEach(key ->
                            stale.computeIfAbsent(key, k -> new ArrayList<>()).add(check.member()));
        }
        return stale;
    }

    private static boolean differs(CheckedMember check) {
        return CONTENT.stream()
                .anyMatch(field -> !check.before()
                        .map(object -> object.path(field))
                        .equals(check.after().map(object -> object.path(field))));
    }

    private static boolean isRestartable(SetMember member) {
        return member.rank() == ApplyOrder.WORKLOADS
                && RESTARTABLE.contains(member.type().kind());
    }

    private Set<ObjectKey> used(SetMember workload) {
        Set<ObjectKey> used = new LinkedHashSet<>();
        for (ConfigRef ref : ConfigRef.of(workload.body().path("spec").path("template"))) {
            String kind = ref.kind().equals("secret") ? "Secret" : "ConfigMap";
            ObjectKey key = new ObjectKey("", kind, workload.namespace(), ref.name());
            if (config.containsKey(key)) {
                used.add(key);
            }
        }
        return used;
    }

    private String checksum(Set<ObjectKey> used) {
        StringBuilder text = new StringBuilder();
        used.stream().map(config::get).forEach(member -> {
            text.append(member.ref());
            for (String field : CONTENT) {
                Map<String, String> sorted = new TreeMap<>();
                member.body()
                        .path(field)
                        .properties()
                        .forEach(entry ->
                                sorted.put(entry.getKey(), entry.getValue().asText()));
                text.append(field).append(sorted);
            }
        });
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
