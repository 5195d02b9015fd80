package dev.fairlead.script.job;

import dev.fairlead.rights.Grant;
import dev.fairlead.script.run.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A script that is to run in the cluster.
 *
 * @param arguments the words after the script
 * @param options of the run; its reports are written here
 * @param image what fairlead's image is called; without a tag it gets one of its content
 * @param base the image with a JDK that it is built on
 * @param allowed what the script may do besides what its calls show
 * @param keep whether the Job and all that belongs to it stay there
 * @param rightsOnly whether only the rights are told and nothing is made
 */
public record JobRequest(
        Path script,
        List<String> arguments,
        RunOptions options,
        Optional<String> image,
        Optional<String> base,
        List<Grant> allowed,
        boolean keep,
        boolean rightsOnly) {
    public JobRequest {
        arguments = List.copyOf(arguments);
        allowed = List.copyOf(allowed);
    }
}
