package dev.fairlead.settings;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.FormatVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines {@code key = value}; blank ones and those with {@code #} in front say nothing. A key that is not known is an
 * error: a typing mistake must not leave a tolerance as it was without a word. A line {@code version = 1} may say what
 * the file was written for.
 */
final class PreferenceFile {
    private static final FormatVersion VERSION = new FormatVersion(1);
    private static final Pattern VERSION_LINE = Pattern.compile(FormatVersion.FIELD + "\\s*=\\s*(\\d{1,9})");

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
            if (!line.isEmpty() && !line.startsWith("#") && !isVersion(line, file + ":" + (i + 1))) {
                Preference preference = preference(line, file + ":" + (i + 1));
                read.put(preference.key(), preference);
            }
        }
        return read;
    }

    private static boolean isVersion(String line, String source) {
        Matcher version = VERSION_LINE.matcher(line);
        if (!version.matches()) {
            return false;
        }
        VERSION.require(Integer.parseInt(version.group(1)), source);
        return true;
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
            throw new OpsException(FailureKind.INVALID, "cannot read " + file + ": " + SystemFailures.why(e), e);
        }
    }
}
