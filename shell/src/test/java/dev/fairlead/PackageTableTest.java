package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package uses which, all of them, and that somebody uses each class. */
final class PackageTableTest {
    private static final String BASE = "dev.fairlead";
    private static final Path TABLE =
            Documentation.project().resolve("shell/src/test/resources/architecture/packages.txt");

    /** The Java runtime, the launcher or the build begins with them. */
    private static final Set<String> BEGUN_FROM_OUTSIDE =
            Set.of("dev.fairlead.Main", "dev.fairlead.ArchiveTraining", "dev.fairlead.terminal.HeadlessTerminal");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(BASE);
    }

    /** A new line here is a decision: write it by hand, or by {@code -Dfairlead.regenerate=true} and read the diff. */
    @Test
    void packagesUseWhatTheTableSays() throws IOException {
        Map<String, Set<String>> uses = new TreeMap<>();
        classes.forEach(known -> known.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(PackageTableTest::room)
                .filter(to -> !to.isEmpty() && !to.equals(room(known)))
                .forEach(to -> uses.computeIfAbsent(room(known), from -> new TreeSet<>())
                        .add(to)));
        String table = uses.entrySet().stream()
                .map(line -> line.getKey() + ": " + String.join(" ", line.getValue()) + "\n")
                .collect(Collectors.joining());
        if (Boolean.getBoolean("fairlead.regenerate")) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, table);
        }
        assertEquals(Files.readString(TABLE), table);
    }

    @Test
    void somebodyUsesEachClass() {
        Set<String> unused = new TreeSet<>();
        for (JavaClass known : classes) {
            boolean alone = known.getDirectDependenciesToSelf().stream()
                    .map(Dependency::getOriginClass)
                    .allMatch(user -> outermost(user).equals(outermost(known)));
            if (alone
                    && known.isTopLevelClass()
                    && !isConstants(known)
                    && !known.getSimpleName().equals("package-info")
                    && !BEGUN_FROM_OUTSIDE.contains(known.getName())) {
                unused.add(known.getName());
            }
        }
        assertEquals(Set.of(), unused);
    }

    /** Constants are compiled into those who use them. */
    private static boolean isConstants(JavaClass one) {
        return one.getMethods().isEmpty()
                && !one.getFields().isEmpty()
                && one.getFields().stream()
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL)
                                && field.getModifiers().contains(JavaModifier.STATIC));
    }

    private static JavaClass outermost(JavaClass one) {
        return one.getEnclosingClass().map(PackageTableTest::outermost).orElse(one);
    }

    /** Below the base package; empty for classes of others. */
    private static String room(JavaClass one) {
        String name = one.getBaseComponentType().getPackageName();
        return name.equals(BASE) ? "(root)" : name.startsWith(BASE + ".") ? name.substring(BASE.length() + 1) : "";
    }
}
