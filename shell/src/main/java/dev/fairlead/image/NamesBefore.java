package dev.fairlead.image;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.CurrentLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The images that names stood for before other images were to get these names. An engine may have given them when the
 * work is cancelled, so it is asked then, and what it does not answer is not known.
 */
public final class NamesBefore {
    private static final String NONE = "";

    private final Function<String, String> ids;
    private final Map<String, String> before = new LinkedHashMap<>();

    private NamesBefore(Function<String, String> ids) {
        this.ids = ids;
    }

    /** @param ids the ID of the image of a name; throws NOT_FOUND where there is none */
    public static NamesBefore of(List<ImageReference> names, Function<String, String> ids) {
        NamesBefore known = new NamesBefore(ids);
        names.forEach(name -> known.before.put(name.toString(), known.id(name.toString())));
        return known;
    }

    /** The cancellation with what it left: the names that were given, that none was, or that it is not known. */
    public Cancelled after(Cancelled cancelled) {
        Optional<List<String>> given = given();
        String left = given.map(NamesBefore::words)
                .orElse("whether an image was tagged is not known, as the engine does not answer");
        Cancelled told = new Cancelled(cancelled.message() + "; " + left, cancelled.hints());
        return given.isPresent() ? told : new Cancelled(told.message(), hints(told));
    }

    private static String words(List<String> given) {
        return given.isEmpty() ? "no image was tagged" : "by then the engine had tagged " + String.join(", ", given);
    }

    private List<String> hints(Cancelled told) {
        List<String> hints = new ArrayList<>(told.hints());
        before.keySet().forEach(name -> hints.add("image inspect " + name));
        return hints;
    }

    /** Empty where the engine does not answer at once. */
    private Optional<List<String>> given() {
        List<List<String>> answer = new ArrayList<>();
        try {
            CurrentLine.evenIfCancelled(() -> answer.add(changed()));
        } catch (OpsException e) {
            return Optional.empty();
        }
        return answer.stream().findFirst();
    }

    private List<String> changed() {
        List<String> changed = new ArrayList<>();
        before.forEach((name, was) -> {
            String now = id(name);
            if (!now.equals(was)) {
                changed.add(name + " (" + now + ")");
            }
        });
        return changed;
    }

    private String id(String name) {
        try {
            return ids.apply(name);
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return NONE;
            }
            throw e;
        }
    }
}
