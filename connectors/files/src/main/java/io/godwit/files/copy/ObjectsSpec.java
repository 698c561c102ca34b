package io.godwit.files.copy;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spec.rule.SpecRules;
import java.util.List;
import java.util.Optional;

/**
 * The objects of a store, to which those that records refer to are copied.
 *
 * @param objects the name of an object, with fields of its record in braces
 * @param in the connection of the store that is written to
 * @param from the connection of the store that is read from
 * @param write how a record meets an object of its name
 * @param maxSize the largest object that is copied
 */
@Doc(
    "Objects of a store: each record names a file by its fields name and version, as the source"
        + " files does, and its content is copied. What is there already with the same size and"
        + " hash, version or time is unchanged, and is not read.")
public record ObjectsSpec(
    @Doc(
            "The name of an object, with fields of the record in braces, such as"
                + " archive/{name}; {unit} is the unit. The slash behind a field that is empty is"
                + " left away with it.")
        String objects,
    @Doc("The connection of the store that is written to.") @ConnectionTo(StoreConnection.class)
        String in,
    @Doc("The connection of the store that the records' names are of.")
        @ConnectionTo(StoreConnection.class)
        String from,
    @Doc("How a record meets another object of its name.") @Default("upsert") Write write,
    @Doc("The largest object that is copied; the record of a larger one fails.")
        Optional<Size> maxSize)
    implements SinkSpec {

  /** Refuses braces that are none of a field. */
  public ObjectsSpec {
    SpecRules.notBlank("objects", objects);
    if (!ObjectName.isWellFormed(objects)) {
      throw new BrokenRule("braces are closed and hold the name of a field", "objects");
    }
    if (write == Write.REPLACE) {
      throw new BrokenRule("replace goes with tables; of objects, upsert replaces each", "write");
    }
  }

  /** The fields that decide about an object's name: records that share them meet at one object. */
  @Override
  public List<String> key() {
    return ObjectName.of(objects).fields();
  }
}
