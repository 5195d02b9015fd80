package dev.fairlead.command.rollout;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount in Kubernetes' notation; the API server's own refusal would quote the whole patch. */
final class QuantityText implements ITypeConverter<String> {
    private static final Pattern QUANTITY =
            Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d+)?");

    @Override
    public String convert(String text) {
        if (!QUANTITY.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no quantity; write e.g. 250m, 2, 128Mi or 1Gi");
        }
        return text;
    }
}
