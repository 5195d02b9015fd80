package dev.fairlead.command.rollout;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many pods; none is a number too. */
final class PodCount implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number < 0) {
                throw refused(text);
            }
            return number;
        } catch (NumberFormatException e) {
            throw refused(text);
        }
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException("'" + text + "' is no number of pods; write 0 or more");
    }
}
