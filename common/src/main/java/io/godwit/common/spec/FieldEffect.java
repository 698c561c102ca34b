package io.godwit.common.spec;

import io.godwit.common.model.schema.FieldType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a step does to the fields of records, as far as that can be said without a record. */
public sealed interface FieldEffect {

  /** It needs these fields; where no record can have one, its name is misspelt. */
  record Reads(List<String> fields) implements FieldEffect {
    /** Takes an unmodifiable copy. */
    public Reads {
      fields = List.copyOf(fields);
    }
  }

  /** Records have these fields behind it, with values that it makes. */
  record Makes(List<String> fields) implements FieldEffect {
    /** Takes an unmodifiable copy. */
    public Makes {
      fields = List.copyOf(fields);
    }
  }

  /** It needs these fields, and they have these types behind it, where they are not null. */
  record Retypes(Map<String, FieldType> types) implements FieldEffect {
    /** Takes an unmodifiable copy in the same order. */
    public Retypes {
      types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }
  }

  /** It needs these fields, and gives them other names, all at once: the new ones by the old. */
  record Renames(Map<String, String> names) implements FieldEffect {
    /** Takes an unmodifiable copy in the same order. */
    public Renames {
      names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }
  }

  /** It needs these fields, and leaves no others. */
  record Keeps(List<String> fields) implements FieldEffect {
    /** Takes an unmodifiable copy. */
    public Keeps {
      fields = List.copyOf(fields);
    }
  }

  /**
   * It needs these fields, and puts others in their place, whose names only the records know.
   * Behind it a record may have any field.
   */
  record Unfolds(List<String> fields) implements FieldEffect {
    /** Takes an unmodifiable copy. */
    public Unfolds {
      fields = List.copyOf(fields);
    }
  }

  /** It needs these fields, and takes them away. */
  record Removes(List<String> fields) implements FieldEffect {
    /** Takes an unmodifiable copy. */
    public Removes {
      fields = List.copyOf(fields);
    }
  }
}
