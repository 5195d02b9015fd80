package dev.fairlead.script.job;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a container gives what a run has left, its journal and its reports, to who follows its log: in the log, behind
 * the script's own words. Nothing else leads out of a pod that ends, and needs no right.
 */
final class Handover {
    /** Where a run leaves it: the directory of its state. */
    static final String DIRECTORY = "/tmp/fairlead";

    /** Runs fairlead with the words that it is given, and hands over; {@code $0} marks what is handed over. */
    static final String PROGRAM = """
            fairlead "$@" &
            child=$!
            trap 'kill "$child"' TERM INT
            wait "$child"; code=$?
            while kill -0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
            for file in DIRECTORY/report* DIRECTORY/runs/*.ndjson; do
              if [ -f "$file" ]; then printf '\\n%s %s\\n' "$0" "${file##*/}"; base64 "$file"; fi
            done
            printf '\\n%s\\n' "$0"
            exit "$code"
            """.replace("DIRECTORY", DIRECTORY);

    private final String mark;
    private final Map<String, StringBuilder> files = new LinkedHashMap<>();
    private @Nullable StringBuilder open;
    private boolean begun;
    private int blank;

    /** @param mark the {@code $0} of {@link #PROGRAM} */
    Handover(String mark) {
        this.mark = mark;
    }

    /** Takes a line of the log, and gives those that are the script's own words. */
    List<String> words(String line) {
        if (line.equals(mark) || line.startsWith(mark + " ")) {
            List<String> held = Collections.nCopies(begun ? 0 : Math.max(0, blank - 1), "");
            begun = true;
            open = files.computeIfAbsent(line.substring(mark.length()).strip(), name -> new StringBuilder());
            return held;
        }
        if (begun) {
            if (open != null) {
                open.append(line.strip());
            }
            return List.of();
        }
        if (line.isEmpty()) {
            // the last of them may belong to the mark
            blank++;
            return List.of();
        }
        List<String> words = new ArrayList<>(Collections.nCopies(blank, ""));
        blank = 0;
        words.add(line);
        return words;
    }

    /** A file of that name; empty where none was handed over. */
    Optional<String> file(String name) {
        return Optional.ofNullable(files.get(name))
                .map(text -> new String(Base64.getMimeDecoder().decode(text.toString()), StandardCharsets.UTF_8));
    }

    /** The journal of the run; empty where it had no steps. */
    Optional<String> journal() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".ndjson"))
                .findFirst()
                .flatMap(this::file);
    }
}
