package dev.fairlead.script.export;

import java.util.ArrayList;
import java.util.List;

/** The lines of POSIX shell that run a script with the parameters that the environment has. */
final class RunLine {
    private RunLine() {}

    static List<String> check(Pipeline pipeline) {
        List<String> lines = new ArrayList<>(surroundings(pipeline));
        lines.add("fairlead version");
        lines.add("fairlead script check " + quote(pipeline.script()));
        return lines;
    }

    /**
     * A parameter that is empty is left out, so that the script's own default or refusal holds.
     *
     * @param options what the run is told besides, quoted
     */
    static List<String> run(Pipeline pipeline, String options, String report) {
        List<String> lines = new ArrayList<>(surroundings(pipeline));
        lines.add("mkdir -p " + Pipeline.REPORTS);
        lines.add("set -- " + quote(pipeline.script()) + " --report " + Pipeline.REPORTS + "/" + report + ".xml"
                + (options.isEmpty() ? "" : " " + options));
        for (Input input : pipeline.inputs()) {
            lines.add(
                    input.flag()
                            ? "if [ \"${" + input.variable() + ":-}\" = true ]; then set -- \"$@\" "
                                    + quote("--" + input.option()) + "; fi"
                            : "if [ -n \"${" + input.variable() + ":-}\" ]; then set -- \"$@\" \"--" + input.option()
                                    + "=$" + input.variable() + "\"; fi");
        }
        lines.add("fairlead run \"$@\"");
        return lines;
    }

    /** What is kept lies in the project, the only directory that every platform can keep parts of. */
    private static List<String> surroundings(Pipeline pipeline) {
        List<String> lines = new ArrayList<>();
        lines.add("export XDG_CACHE_HOME=\"$PWD/.cache\" XDG_STATE_HOME=\"$PWD/" + Pipeline.STATE + "\"");
        pipeline.caches().forEach(cache -> lines.add("export " + cache.setting()));
        return lines;
    }

    static String quote(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
