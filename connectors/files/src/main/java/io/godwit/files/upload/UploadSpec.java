package io.godwit.files.upload;

import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.ObjectPlace;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spec.rule.SpecRules;
import io.godwit.files.copy.ObjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a file of each record into a store.
 *
 * @param from the connection of the store that holds the files
 * @param name of a record's file there, with fields of the record in braces
 * @param to the connection of the store that is written to
 * @param as the name of a record's object there, with fields of the record in braces
 * @param into the fields that are told of it
 * @param required whether a record without its file fails
 * @param allowEmpty whether a file may be empty
 * @param maxSize the largest file
 * @param shared whether several records may name one object
 */
@Doc(
    "Puts a file of each record into a store. The object belongs to its record: where the record is"
        + " refused by a later step or by the target, the object is taken back. What stands under"
        + " the name with the same content is taken as it is, and never removed.")
@Nested("upload")
public record UploadSpec(
    @Doc("The connection of the store that holds the files.") @ConnectionTo(StoreConnection.class)
        String from,
    @Doc(
            "The name of a record's file there, with fields of the record in braces, such as"
                + " scans/{id}.pdf; {unit} is the unit.")
        String name,
    @Doc("The connection of the store that the files are put into.")
        @ConnectionTo(StoreConnection.class)
        String to,
    @Doc(
            "The name of a record's object there, with fields of the record in braces. The slash"
                + " behind a field that is empty is left away with it.")
        String as,
    @Doc("The fields that are told of the object; none where it is left away.") Optional<Into> into,
    @Doc(
            "Whether a record without its file fails. Where it is false, such a record goes on with"
                + " nulls in the fields of into.")
        @Default("true")
        boolean required,
    @Doc("Whether a file may be empty; else its record fails.") @Default("false")
        boolean allowEmpty,
    @Doc("The largest file that is put; the record of a larger one fails.") Optional<Size> maxSize,
    @Doc(
            "Whether several records may name one object, which then belongs to none of them and is"
                + " never taken back. Else a second record of the run that names it fails.")
        @Default("false")
        boolean shared)
    implements StepSpec {

  /** Refuses names that no file can have, or all records would share. */
  public UploadSpec {
    requireName("name", name);
    requireName("as", as);
    if (ObjectName.of(as).fields().isEmpty()) {
      throw new BrokenRule(
          "as is one name for all records: put a field of theirs into it, such as {id}", "as");
    }
    if (from.equals(to) && name.equals(as)) {
      throw new BrokenRule(
          "each file would be put over itself: give as another name, or to another store",
          "to",
          "as");
    }
  }

  private static void requireName(String key, String pattern) {
    SpecRules.notBlank(key, pattern);
    if (!ObjectName.isWellFormed(pattern)) {
      throw new BrokenRule("braces are closed and hold the name of a field", key);
    }
  }

  /**
   * The fields that are told of an object; each may be left away.
   *
   * @param name its name in the store
   * @param size in bytes
   * @param sha256 of its content, 64 hexadecimal digits
   * @param type as its name's ending says
   * @param modified when the file was last changed
   */
  @Doc("The fields that are told of an object; each may be left away.")
  public record Into(
      @Doc("The field that gets the name of the object, as it stands in the store.")
          Optional<String> name,
      @Doc("The field that gets its size in bytes.") Optional<String> size,
      @Doc("The field that gets the SHA-256 of its content, in hexadecimal digits.")
          Optional<String> sha256,
      @Doc("The field that gets its type, as the ending of its name says; null where it says none.")
          Optional<String> type,
      @Doc("The field that gets the time of the file's last change.") Optional<String> modified) {

    /** Tells nothing. */
    static final Into NOTHING =
        new Into(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Refuses one field for two things. */
    public Into {
      List<String> fields =
          Stream.of(name, size, sha256, type, modified).flatMap(Optional::stream).toList();
      for (String field : fields) {
        SpecRules.notBlank("into", field);
      }
      if (new HashSet<>(fields).size() < fields.size()) {
        throw new BrokenRule("into names each field once", "into");
      }
    }

    /** The fields that get something. */
    List<String> fields() {
      return Stream.of(name, size, sha256, type, modified).flatMap(Optional::stream).toList();
    }
  }

  /** The fields that are told of the object. */
  Into told() {
    return into.orElse(Into.NOTHING);
  }

  @Override
  public List<FieldEffect> effects() {
    List<String> read =
        Stream.of(name, as)
            .flatMap(one -> ObjectName.of(one).fields().stream())
            .distinct()
            .toList();
    return List.of(new FieldEffect.Reads(read), new FieldEffect.Makes(told().fields()));
  }

  /** A file may have any size. */
  @Override
  public boolean isSlow() {
    return true;
  }

  @Override
  public Optional<ObjectPlace> objects() {
    return Optional.of(new ObjectPlace(to, ObjectName.of(as).prefix()));
  }
}
