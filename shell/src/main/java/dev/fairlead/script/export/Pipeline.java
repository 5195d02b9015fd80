package dev.fairlead.script.export;

import dev.fairlead.script.ast.Call;
import dev.fairlead.script.source.ScriptOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline that runs a script, before it is written in any platform's words.
 *
 * @param script as a line in the pipeline names it
 * @param steps the titles of the script's own steps, in order; empty where it is run as a whole
 * @param caches what is kept between runs besides fairlead's own
 * @param image the image of fairlead; empty where the platform's variable FAIRLEAD_IMAGE names it
 */
record Pipeline(String script, String title, List<Input> inputs, List<String> steps, List<Cache> caches, String image) {

    /** Where every stage leaves its report. */
    static final String REPORTS = "fairlead-reports";

    /** What later stages need of earlier ones: the runs' journals. */
    static final String STATE = "fairlead-state";

    Pipeline {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
        caches = List.copyOf(caches);
    }

    static Pipeline of(ScriptOutline outline, List<Cache> caches, Optional<String> image) {
        String title = outline.description().isEmpty()
                ? outline.file()
                : outline.description().get(0);
        List<Input> inputs = outline.tree().asked().stream().map(Input::of).toList();
        return new Pipeline(outline.file(), title, inputs, steps(outline), caches, image.orElse(""));
    }

    /** None where one of them has no name yet, or may not run where the source has it. */
    private static List<String> steps(ScriptOutline outline) {
        List<String> titles = new ArrayList<>();
        for (Call step : outline.tree().bare("step").filter(Call::top).toList()) {
            Optional<String> title = step.constant();
            if (title.isEmpty() || titles.contains(title.get())) {
                return List.of();
            }
            titles.add(title.get());
        }
        return titles;
    }

    List<Input> secrets() {
        return inputs.stream().filter(Input::secret).toList();
    }

    List<Input> shown() {
        return inputs.stream().filter(input -> !input.secret()).toList();
    }

    /** The stages after build and test. */
    List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        for (String step : steps) {
            String name = step.equals("build") || step.equals("test") ? step + " (step)" : step;
            stages.add(new Stage(name, "--only " + RunLine.quote(step), "step-" + (stages.size() + 1)));
        }
        return stages.isEmpty() ? List.of(new Stage("deploy", "", "deploy")) : stages;
    }

    /**
     * One of them.
     *
     * @param options what the run is told besides its parameters
     * @param report the name of its report
     */
    record Stage(String name, String options, String report) {}
}
