package dev.fairlead.settings;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lines {@code key = value}; blank ones and those with {@code #} in front say nothing. A key that is not known is an
 * error: a typing mistake must not leave a tolerance as it was without a word.
 */
final class PreferenceFile {
    private final Path file;

    PreferenceFile(Path file) {
        this.file = file;
    }

    /** None where there is no such file. */
    Map<PreferenceKey, Preference> read() {
        Map<PreferenceKey, Preference> read = new EnumMap<>(PreferenceKey.class);
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Preference preference = preference(line, file + ":" + (i + 1));
                read.put(preference.key(), preference);
            }
        }
        return read;
    }

    private static Preference preference(String line, String source) {
        int equals = line.indexOf('=');
        if (equals <= 0) {
            throw new OpsException(
                    FailureKind.INVALID,
                    source + ": '" + line.split("\\s", 2)[0] + "' is no setting; write e.g. rollout.restarts = 3");
        }
        String key = line.substring(0, equals).strip();
        PreferenceKey known = PreferenceKey.of(key)
                .orElseThrow(() -> new OpsException(
                        FailureKind.INVALID,
                        source + ": there is no setting " + key + "; there are "
                                + String.join(", ", PreferenceKey.names())));
        return new Preference(known, line.substring(equals + 1).strip(), source);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new OpsException(FailureKind.INVALID, "cannot read " + file + ": " + Trouble.why(e), e);
        }
    }
}
