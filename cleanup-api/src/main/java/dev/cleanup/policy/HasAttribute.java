package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Removes records of which one attribute has one of some values, character by character.
 *
 * <p>A record without the attribute has none of them: it stays, and matches under <i>not</i>. Where the attribute could
 * not be read, the decision is unknown.
 *
 * @param name the host's name for the attribute
 * @param values the values, at least one
 */
public record HasAttribute(String name, Set<String> values) implements ItemPolicy {

    /**
     * Copies the values.
     *
     * @throws IllegalArgumentException if there is none, or the name is blank
     */
    public HasAttribute {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name (" + name + ") of an attribute must not be blank: no record could"
                    + " have it. Use the name that its source gives it, such as storage_type");
        }
        values = OneOf.require("values", values);
    }

    /**
     * The fact that holds the attribute.
     *
     * @return the fact
     */
    public Fact<String> fact() {
        return Fact.attribute(name);
    }

    @Override
    public String description() {
        return "with " + RuleText.quoted(name) + " " + RuleText.either(values);
    }

    @Override
    public String negatedDescription() {
        return "with " + RuleText.quoted(name) + " " + RuleText.neither(values);
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(fact());
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return OneOf.judge(facts, fact(), values, Reason.Kind.ATTRIBUTE);
    }
}
