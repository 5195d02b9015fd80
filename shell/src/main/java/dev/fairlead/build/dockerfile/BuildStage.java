package dev.fairlead.build.dockerfile;

import java.util.List;

/**
 * A stage: what it is built on and what is done to it.
 *
 * @param name empty where it has none
 * @param base as written after FROM; {@code scratch}, an image or an earlier stage
 * @param from the FROM instruction
 * @param instructions those after FROM
 */
public record BuildStage(String name, String base, Instruction from, List<Instruction> instructions) {
    public BuildStage {
        instructions = List.copyOf(instructions);
    }
}
