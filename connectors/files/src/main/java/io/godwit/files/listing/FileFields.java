package io.godwit.files.listing;

import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.store.ObjectFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fields of a record that stands for an object. */
final class FileFields {

  private static final String[] NAMES = {
    StoredFilesSpec.NAME, "folder", "file", "extension", "size", "modified", "version", "connection"
  };

  private FileFields() {}

  static List<String> names() {
    return List.copyOf(Arrays.asList(NAMES));
  }

  static Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (String name : NAMES) {
      Type type =
          switch (name) {
            case "size" -> new Type.Whole(64);
            case "modified" -> new Type.Stamp(true);
            default -> new Type.Chars();
          };
      fields.add(new Field(name, type, Knowledge.NATIVE, true));
    }
    return new Schema(fields, List.of(StoredFilesSpec.NAME), true);
  }

  /**
   * A record's fields; a folder has no slash at its end, an extension no dot, both may be empty.
   */
  static Document of(ObjectFacts object, String connection) {
    String name = object.name();
    int slash = name.lastIndexOf('/');
    String file = name.substring(slash + 1);
    int dot = file.lastIndexOf('.');
    return Document.ofShared(
        NAMES,
        new Value[] {
          new Value.Text(name),
          new Value.Text(slash < 0 ? "" : name.substring(0, slash)),
          new Value.Text(file),
          new Value.Text(dot <= 0 ? "" : file.substring(dot + 1)),
          new Value.Int64(object.size()),
          new Value.Timestamp(object.modified()),
          new Value.Text(object.version()),
          new Value.Text(connection)
        });
  }
}
