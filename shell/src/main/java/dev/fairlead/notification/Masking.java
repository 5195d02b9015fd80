package dev.fairlead.notification;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of text what looks like a credential. It rather masks a word too many than one too few. */
public final class Masking {
    static final String MASK = "***";

    private static final String KEY = "(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|cookie"
            + "|(?:api|access|secret|private|account|signing|encryption|shared|auth)[_.-]?key|sig|signature|jwt)";

    /** Quoted, quoted within a quoted text, or a word. */
    private static final String VALUE =
            "(?:\\\\\"[^\"\\\\]*\\\\\"|\"(?:[^\"\\\\]++|\\\\.)*+\"|'[^']*'" + "|[^\\s,;&\"')\\]}\\\\]+)";

    private static final String WEBHOOK_HOSTS =
            "hooks\\.slack\\.com/|discord(?:app)?\\.com/api/webhooks/|webhook\\.office\\.com/";

    private static final List<Rule> RULES = List.of(
            new Rule("-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", MASK),
            new Rule("(?i)\\b([a-z][a-z0-9+.-]{0,20}://)[^\\s/@:\"']*:[^\\s/\"']*@", "$1" + MASK + "@"),
            new Rule(
                    "(?i)\\b((?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\"']?(?:[a-z0-9-]+ +)?)[^\"'\\r\\n]+",
                    "$1" + MASK),
            new Rule("(?i)\\b((?:set-)?cookie\\s*:\\s*)[^\"'\\r\\n]+", "$1" + MASK),
            new Rule("(?i)\\b((?:bearer|basic) +)[a-z0-9+/=._~-]{12,}", "$1" + MASK),
            new Rule("(?i)(" + WEBHOOK_HOSTS + ")[^\\s\"'<>|]+", "$1" + MASK),
            new Rule("(?i)([?&](?:key|code|auth|x-amz-credential)=)[^\\s&#\"'<>]+", "$1" + MASK),
            new Rule("(?i)(" + KEY + "\\\\?[\"']?(?:\\s*=>?\\s*|:\\s*))" + VALUE, "$1" + MASK),
            new Rule("(?i)(--[a-z0-9-]{0,40}" + KEY + "\\s+)(?!-)[^\\s\"']+", "$1" + MASK),
            new Rule("\\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ABIA|ACCA)[A-Z0-9]{16}\\b", MASK),
            new Rule("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*)?", MASK),
            new Rule(
                    "\\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}|xox[abeprs]-[\\w-]{8,}"
                            + "|xapp-[\\w-]{8,}|[sr]k_(?:live|test)_\\w{10,}|sk-[\\w-]{20,}|AIza[\\w-]{30,}|npm_\\w{30,}"
                            + "|hv[sb]\\.[\\w-]{20,}|dckr_pat_[\\w-]{20,}|LTAI[A-Za-z0-9]{12,})",
                    MASK));

    private Masking() {}

    /** The text with every credential replaced by {@code ***}. */
    public static String text(String text) {
        return text(text, secret -> MASK);
    }

    /** @param instead what stands in the place of each credential */
    public static String text(String text, UnaryOperator<String> instead) {
        String masked = text;
        for (Rule rule : RULES) {
            masked = rule.in(masked, instead);
        }
        return masked;
    }

    /** The lines of a log; a private key that spans several becomes one. */
    public static List<String> lines(List<String> lines) {
        return lines.isEmpty() ? lines : List.of(text(String.join("\n", lines)).split("\n", -1));
    }

    /** A URL with its scheme, host and port only. */
    public static String url(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + "/" + MASK;
    }

    /** @param replacement the mask, behind the first group where that stays, and before an {@code @} */
    private record Rule(Pattern pattern, String replacement) {
        Rule(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }

        String in(String text, UnaryOperator<String> instead) {
            Matcher found = pattern.matcher(text);
            return found.find() ? found.replaceAll(match -> Matcher.quoteReplacement(masked(match, instead))) : text;
        }

        private String masked(MatchResult match, UnaryOperator<String> instead) {
            String before = replacement.startsWith("$1") ? match.group(1) : "";
            String after = replacement.endsWith("@") ? "@" : "";
            String secret =
                    match.group().substring(before.length(), match.group().length() - after.length());
            return before + instead.apply(secret) + after;
        }
    }
}
