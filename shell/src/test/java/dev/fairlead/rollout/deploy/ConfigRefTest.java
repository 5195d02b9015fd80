package dev.fairlead.rollout.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigRefTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "containers: [{env: [{valueFrom: {configMapKeyRef: {name: a, key: k}}}]}] | [configmap/a]",
                "containers: [{env: [{valueFrom: {secretKeyRef: {name: a, key: k}}}]}] | [secret/a]",
                "initContainers: [{envFrom: [{configMapRef: {name: b}}, {secretRef: {name: a}}]}] | [configmap/b, secret/a]",
                "volumes: [{configMap: {name: a}}, {secret: {secretName: a}}] | [configmap/a, secret/a]",
                "volumes: [{projected: {sources: [{secret: {name: s}}, {configMap: {name: c}}]}}] | [configmap/c, secret/s]",
                "volumes: [{configMap: {name: a}}, {configMap: {name: a}}] | [configmap/a]",
                "imagePullSecrets: [{name: registry}] | []",
                "containers: [{env: [{name: A, value: secret}]}] | []",
            })
    void whatATemplateNamesIsItsConfiguration(String pod, String refs) throws IOException {
        assertEquals(
                refs,
                ConfigRef.of(new ObjectMapper(new YAMLFactory()).readTree("{spec: {" + pod + "}}"))
                        .toString());
    }
}
