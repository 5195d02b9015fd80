package dev.fairlead.gate;

import dev.fairlead.text.BoundedRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Matchers of labels as a selector of PromQL has them: here only {@code =} and {@code =~}. */
record LabelMatchers(List<One> all) {
    private static final Pattern TEXT = Pattern.compile("(\\w+)(=~?)\"([^\"]*)\"");

    private record One(String label, Pattern value) {}

    static LabelMatchers of(String text) {
        List<One> all = new ArrayList<>();
        for (Matcher found = TEXT.matcher(text); found.find(); ) {
            String value = found.group(3);
            all.add(new One(
                    found.group(1), Pattern.compile(found.group(2).equals("=") ? Pattern.quote(value) : value)));
        }
        return new LabelMatchers(all);
    }

    boolean match(Map<String, String> labels) {
        return all.stream().allMatch(one -> BoundedRegex.matches(one.value(), labels.getOrDefault(one.label(), "")));
    }
}
