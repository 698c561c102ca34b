package shelf;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.util.List;

/**
 * A folder of a shelf, with a file a record.
 *
 * @param box its name
 * @param in the shelf
 * @param key the fields that name a file
 * @param write how a record meets a file of its name; upsert
 */
@Doc("A folder of a shelf, with a file a record.")
public record BoxSpec(
    @Doc("The folder's name.") String box,
    @Doc("The connection.") @ConnectionTo(ShelfSpec.class) String in,
    @Doc("The fields that name a file.") @OneOrMore List<String> key,
    @Doc("How a record meets a file of its name: by upsert, and no other way.") @Default("upsert")
        Write write)
    implements SinkSpec {

  /** Refuses a box without a name or key, and what a repeat after a crash would do twice. */
  public BoxSpec {
    SpecRules.notBlank("box", box);
    key = SpecRules.someOf("key", "field", key);
    if (write != Write.UPSERT) {
      throw new BrokenRule("write is upsert where the sink is a box", "write");
    }
  }
}
