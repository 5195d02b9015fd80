package dev.fairlead.script.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The script of a run.
 *
 * @param name as the user would type it
 * @param hash of the script and the files that it opens
 * @param words what the script sees
 */
public record RunSubject(String name, Path file, String hash, List<String> words) {
    public RunSubject {
        words = List.copyOf(words);
    }

    /** @param texts of the script and the files that it opens */
    public static RunSubject of(String name, Path file, List<String> texts, List<String> words) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                sha.update(text.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return new RunSubject(name, file, "sha256:" + HexFormat.of().formatHex(sha.digest()), words);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
