package dev.fairlead.build;

import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the classic builder prints: {@code Step 2/7 : RUN make}, then the step's output, then what it left. */
final class ClassicProgress {
    private static final Pattern STEP = Pattern.compile("Step (\\d+/\\d+) : (.*)");
    private static final Pattern BUILT = Pattern.compile("Successfully built ([0-9a-f]+)");
    private static final Pattern CHATTER = Pattern.compile(
            " ---> ((Running in )?[0-9a-f]{12})?|Removing intermediate container .*|Successfully tagged .*|");

    private final Steps steps;
    private final StringBuilder partial = new StringBuilder();
    private String step = "";
    private String imageId = "";
    private String error = "";
    private boolean cached;

    ClassicProgress(Steps steps) {
        this.steps = steps;
    }

    synchronized void take(BuildResponseItem item) {
        if (item.getStream() != null) {
            printed(item.getStream());
        }
        ResponseItem.ProgressDetail detail = item.getProgressDetail();
        if (item.getStatus() != null && detail != null && detail.getCurrent() != null && !step.isEmpty()) {
            String state = item.getStatus() + (item.getId() == null ? "" : " " + item.getId());
            steps.advanced(step, state, detail.getCurrent(), detail.getTotal() == null ? 0 : detail.getTotal());
        }
        if (item.getErrorDetail() != null) {
            error = String.valueOf(item.getErrorDetail().getMessage());
            steps.finished(step, false, false);
        }
    }

    /** The builder's words on why it failed; empty where it did not. */
    synchronized String error() {
        return error;
    }

    /** The step that runs, or failed. */
    synchronized String step() {
        return step;
    }

    /** Empty until the build is done. */
    synchronized String imageId() {
        return imageId;
    }

    private void printed(String text) {
        partial.append(text);
        int end;
        while ((end = partial.indexOf("\n")) >= 0) {
            line(partial.substring(0, end));
            partial.delete(0, end + 1);
        }
    }

    private void line(String line) {
        Matcher next = STEP.matcher(line);
        Matcher built = BUILT.matcher(line);
        if (next.matches()) {
            over();
            step = "[" + next.group(1) + "] " + next.group(2);
            steps.started(step);
        } else if (built.matches()) {
            over();
            imageId = built.group(1);
        } else if (line.equals(" ---> Using cache")) {
            cached = true;
        } else if (!CHATTER.matcher(line).matches()) {
            steps.printed(step, line + "\n");
        }
    }

    private void over() {
        if (!step.isEmpty()) {
            steps.finished(step, true, cached);
        }
        cached = false;
    }
}
