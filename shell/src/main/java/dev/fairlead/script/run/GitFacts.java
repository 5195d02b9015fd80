package dev.fairlead.script.run;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What git says of the working tree that a directory is in.
 *
 * @param sha of the commit that is checked out
 * @param shortSha its first letters, as many as git finds enough
 * @param branch empty where none is checked out
 * @param tag that names exactly this commit; empty where there is none
 * @param dirty whether anything differs from the commit, files that git does not know included
 */
public record GitFacts(String sha, String shortSha, String branch, String tag, boolean dirty) {

    /** @throws OpsException of kind NOT_FOUND where there is no git, no repository or no commit */
    public static GitFacts of(Path directory) {
        return new GitFacts(
                required(directory, "rev-parse", "--verify", "HEAD"),
                required(directory, "rev-parse", "--short", "HEAD"),
                git(directory, "symbolic-ref", "--quiet", "--short", "HEAD").output(),
                git(directory, "describe", "--tags", "--exact-match", "HEAD").output(),
                !required(directory, "status", "--porcelain").isEmpty());
    }

    private static String required(Path directory, String... arguments) {
        Answer answer = git(directory, arguments);
        if (!answer.well()) {
            throw new OpsException(
                    FailureKind.NOT_FOUND,
                    "git knows nothing of " + directory + ": "
                            + answer.complaint().lines().findFirst().orElse("it failed"));
        }
        return answer.output();
    }

    private static Answer git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean well = process.waitFor() == 0;
            return new Answer(well, well ? output.strip() : "", complaint.strip());
        } catch (IOException e) {
            throw new OpsException(FailureKind.NOT_FOUND, "there is no program git: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while git was asked");
        }
    }

    private record Answer(boolean well, String output, String complaint) {}
}
