package dev.fairlead.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A record's JSON is its components: a question to it that begins with is or get must not become a field by chance. */
final class RecordsAsJsonTest {
    /** Those that outputs have had from the beginning. */
    private static final Set<String> KNOWN = Set.of(
            "dev.fairlead.image.ImageSummary.named",
            "dev.fairlead.kubernetes.RevertedField.image",
            "dev.fairlead.kubernetes.RevertedField.ofPods",
            "dev.fairlead.kubernetes.RevertedField.replicas");

    @Test
    void whatIsNoComponentIsNoField() {
        ObjectMapper mapper = new ObjectMapper();
        Set<String> strangers = new TreeSet<>();
        for (JavaClass known : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.fairlead")) {
            if (!known.isAssignableTo(Record.class) || known.isEquivalentTo(Record.class)) {
                continue;
            }
            Class<?> type = known.reflect();
            Set<String> components = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toSet());
            var description = mapper.getSerializationConfig().introspect(mapper.constructType(type));
            if (description.findJsonValueAccessor() != null) {
                continue;
            }
            description.findProperties().stream()
                    .filter(BeanPropertyDefinition::couldSerialize)
                    .map(BeanPropertyDefinition::getInternalName)
                    .filter(name -> !components.contains(name))
                    .forEach(name -> strangers.add(type.getName() + "." + name));
        }
        assertEquals(new TreeSet<>(KNOWN), strangers);
    }
}
