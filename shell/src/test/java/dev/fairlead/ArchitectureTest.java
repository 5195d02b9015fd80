package dev.fairlead;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.fairlead.kubernetes.ClusterClient;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Who may use whom. */
@AnalyzeClasses(packages = "dev.fairlead", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] SERVICES = {
        "dev.fairlead.build..",
        "dev.fairlead.image..",
        "dev.fairlead.cluster..",
        "dev.fairlead.rollout..",
        "dev.fairlead.release..",
        "dev.fairlead.gate..",
        "dev.fairlead.traffic..",
        "dev.fairlead.notification..",
        "dev.fairlead.multicluster..",
        "dev.fairlead.applyset..",
        "dev.fairlead.script.io..",
        "dev.fairlead.rights..",
        "dev.fairlead.docker..",
        "dev.fairlead.http..",
        "dev.fairlead.kubernetes..",
        "dev.fairlead.prometheus..",
        "dev.fairlead.progress..",
        "dev.fairlead.failure..",
        "dev.fairlead.files..",
        "dev.fairlead.settings..",
        "dev.fairlead.journal..",
        "dev.fairlead.json..",
        "dev.fairlead.oci..",
        "dev.fairlead.sandbox.."
    };

    @ArchTest
    static final ArchRule PICOCLI_ONLY_IN_COMMANDS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fairlead.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule JLINE_ONLY_IN_THE_TERMINAL = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fairlead.terminal..", "dev.fairlead.completion..", "dev.fairlead.render..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jline..");

    @ArchTest
    static final ArchRule JSHELL_ONLY_IN_SCRIPTS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fairlead.script..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.jshell..");

    @ArchTest
    static final ArchRule DOCKER_JAVA_ONLY_WHERE_IMAGES_ARE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.fairlead.docker..", "dev.fairlead.build..", "dev.fairlead.image..", "dev.fairlead.script.io..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava..");

    @ArchTest
    static final ArchRule SERVICES_NEVER_SEE_THE_SHELL = noClasses()
            .that()
            .resideInAnyPackage(SERVICES)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "dev.fairlead",
                            "dev.fairlead.command..",
                            "dev.fairlead.render..",
                            "dev.fairlead.terminal..",
                            "dev.fairlead.completion..")
                    .or(resideInAPackage("dev.fairlead.script..")
                            .and(resideOutsideOfPackage("dev.fairlead.script.io.."))));

    /** What decides is fed by others: it neither asks a cluster nor reads a file. */
    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE = noClasses()
            .that()
            .resideInAnyPackage("dev.fairlead.rollout.judge..", "dev.fairlead.release.plan..")
            .should()
            .callMethodWhere(target(owner(resideInAnyPackage("java.net..", "java.nio.channels..", "okhttp3..")))
                    .or(target(owner(type(Files.class))))
                    .or(target(owner(type(ClusterClient.class)))))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(File.class, FileInputStream.class, FileOutputStream.class, ProcessBuilder.class);

    /** An image's layout is files of this machine. */
    @ArchTest
    static final ArchRule LAYOUTS_KNOW_NO_NETWORK = noClasses()
            .that()
            .resideInAPackage("dev.fairlead.oci..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "okhttp3..", "com.github.dockerjava..", "dev.fairlead.http..");

    @ArchTest
    static final ArchRule NO_NAME_STANDS_IN_TWO_PACKAGES = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should(haveNamesOfTheirOwn());

    @ArchTest
    static final ArchRule RENDERING_NEVER_SEES_COMMANDS = noClasses()
            .that()
            .resideInAPackage("dev.fairlead.render..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.fairlead.command..", "dev.fairlead.terminal..", "dev.fairlead.completion..");

    @ArchTest
    static final ArchRule SCRIPTS_NEVER_SEE_COMMANDS = noClasses()
            .that()
            .resideInAPackage("dev.fairlead.script..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.fairlead.command..",
                    "dev.fairlead.render..",
                    "dev.fairlead.terminal..",
                    "dev.fairlead.completion..");

    @ArchTest
    static final ArchRule COMMANDS_ARE_FINAL = classes()
            .that()
            .implement(dev.fairlead.command.ShellCommand.class)
            .should()
            .haveModifier(JavaModifier.FINAL);

    /**
     * Names of what a server listed are safe in its client's own paths; what was typed goes through ApiPath. The client
     * that is handed out is in the namespace already.
     */
    @ArchTest
    static final ArchRule NAMES_GO_THROUGH_API_PATHS = noClasses()
            .that()
            .doNotHaveSimpleName("ClusterClient")
            .and()
            .doNotHaveSimpleName("ServiceProxy")
            .should()
            .callMethodWhere(target(name("withName"))
                    .or(target(name("inNamespace")))
                    .and(target(owner(resideInAPackage("io.fabric8.kubernetes.client..")))));

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.fairlead.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_STANDARD_STREAMS_BELONG_TO_MAIN = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fairlead", "dev.fairlead.terminal..")
            .and()
            .doNotHaveFullyQualifiedName("dev.fairlead.script.engine.SystemOutput")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule NO_STATIC_MUTABLE_STATE = fields().that()
            .areStatic()
            .and()
            .doNotHaveName("$VALUES")
            .and()
            .areNotDeclaredIn("dev.fairlead.script.api.SnippetHolder")
            .should()
            .beFinal()
            .allowEmptyShould(true);

    private static ArchCondition<JavaClass> haveNamesOfTheirOwn() {
        Map<String, JavaClass> names = new HashMap<>();
        return new ArchCondition<>("have names of their own") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                JavaClass other = names.putIfAbsent(one.getSimpleName(), one);
                if (other != null) {
                    events.add(SimpleConditionEvent.violated(one, one.getName() + " and " + other.getName()));
                }
            }
        };
    }
}
