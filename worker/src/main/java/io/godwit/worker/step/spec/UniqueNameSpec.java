package io.godwit.worker.step.spec;

import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Form;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.util.List;
import java.util.Optional;

/**
 * Makes a name that no other record has.
 *
 * @param from the fields that it is made of
 * @param into the field that gets it
 * @param join what stands between them
 * @param suffix how many characters of the record's key stand behind; 6 to 26
 * @param longest how long the name is at most; 16 to 200, and 8 more than the suffix
 * @param otherwise what it begins with where no letter is left
 * @param scope tells apart records of equal keys from several places
 */
@Doc(
    "Makes a readable name that no other record has, such as anna.mueller-7k2m9x4qpb: letters a to"
        + " z and digits of the fields, and a suffix made of the record's key. It is the same at"
        + " every attempt and in every run.")
@Nested("unique-name")
public record UniqueNameSpec(
    @Doc("The fields that it is made of; what a record lacks is passed over.") @OneOrMore
        List<String> from,
    @Doc("The field that gets it.") String into,
    @Doc("What stands between them: a dot, an underscore, or none of both.") @Default("dot")
        Join join,
    @Doc(
            "How many characters the suffix has. With 10 two of a hundred thousand people of one"
                + " name meet in one of 200,000 migrations; with 6 in nearly every one.")
        @Default("10")
        @Range(from = 6, to = 26)
        int suffix,
    @Doc("How long the name is at most, with its suffix; at least 8 more than that.")
        @Default("40")
        @Range(from = 16, to = 200)
        int longest,
    @Doc("What it begins with where no letter is left of the fields, in a to z and digits.")
        @Default("user")
        @Form("[a-z][a-z0-9]{0,15}")
        String otherwise,
    @Doc(
            "Tells apart records of equal keys from several tables or jobs that fill one target:"
                + " give each a text of its own.")
        Optional<String> scope)
    implements StepSpec {

  /** Refuses what leaves no room for a name. */
  public UniqueNameSpec {
    from = SpecRules.someOf("from", "field", from);
    SpecRules.notBlank("into", into);
    SpecRules.between("suffix", suffix, 6, 26);
    SpecRules.between("longest", longest, 16, 200);
    if (longest < suffix + 8) {
      throw new BrokenRule("longest is at least 8 more than suffix", "longest", "suffix");
    }
    if (!otherwise.matches("[a-z][a-z0-9]{0,15}")) {
      throw new BrokenRule(
          "otherwise is a letter from a to z, and at most 15 more or digits", "otherwise");
    }
  }

  @Override
  public List<FieldEffect> effects() {
    return List.of(new FieldEffect.Reads(from), new FieldEffect.Makes(List.of(into)));
  }

  /** What stands between the parts of a name. */
  public enum Join {
    /** A dot. */
    @Doc("anna.mueller")
    DOT,
    /** An underscore. */
    @Doc("anna_mueller")
    UNDERSCORE,
    /** Nothing. */
    @Doc("annamueller")
    NONE
  }
}
