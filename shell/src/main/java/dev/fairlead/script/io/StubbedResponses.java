package dev.fairlead.script.io;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What programs and servers say that are not asked themselves, because a script is only tried; the first that fits. */
public record StubbedResponses(List<Answer> all) {
    /** Whatever a script asks is asked. */
    public static final StubbedResponses NONE = new StubbedResponses(List.of());

    public StubbedResponses {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param program whether it is a program's
     * @param asked the line, or the method and the address; {@code *} is any text
     * @param code the exit code or the status
     */
    public record Answer(boolean program, String asked, int code, String text) {
        boolean fits(boolean ofProgram, String what) {
            String pattern =
                    Stream.of(asked.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return program == ofProgram
                    && Pattern.compile(pattern, Pattern.DOTALL).matcher(what).matches();
        }
    }

    Optional<ProgramResult> program(String line) {
        return find(true, line).map(answer -> new ProgramResult(line, answer.code(), answer.text(), "", Duration.ZERO));
    }

    Optional<HttpResponse> request(String method, String url) {
        return find(false, method + " " + url)
                .map(answer -> new HttpResponse(url, answer.code(), Map.of(), answer.text()));
    }

    private Optional<Answer> find(boolean program, String what) {
        return all.stream().filter(answer -> answer.fits(program, what)).findFirst();
    }

    /** The failure of what asks outside where nothing outside can be reached. */
    static OpsException refused(String what, String asked) {
        return new OpsException(
                        FailureKind.UNREACHABLE,
                        what + " \"" + asked + "\" is not done: a trial reaches nothing outside")
                .hint("answers: [{" + what + ": '" + asked + "'}]   in the case says what it answers");
    }
}
