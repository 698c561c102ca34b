package io.godwit.files.csv;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.text.NearestName;
import io.godwit.files.spec.CsvSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a file as its job reads them.
 *
 * @param names all columns in their order
 * @param types as many; undeclared ones are text
 * @param key the places of the key columns, in the order of the job file
 * @param unnamed how many columns without a name come behind them, which hold nothing
 */
record CsvColumns(List<String> names, List<FieldType> types, List<Integer> key, int unnamed) {

  /**
   * The columns of a header.
   *
   * @param unit the file, for messages
   * @throws Refused where a name is empty or stands twice, or the job names a column that is not
   *     there
   */
  static CsvColumns of(List<String> header, CsvSpec spec, String unit) {
    int named = header.size();
    while (named > 1 && header.get(named - 1).isEmpty()) {
      named--;
    }
    List<String> names = header.subList(0, named);
    requireDistinct(names, unit);
    spec.key().forEach(name -> requireKnown("key", name, names, unit));
    spec.types().keySet().forEach(name -> requireKnown("types", name, names, unit));
    return new CsvColumns(
        List.copyOf(names),
        names.stream().map(name -> spec.types().getOrDefault(name, FieldType.TEXT)).toList(),
        spec.key().stream().map(names::indexOf).toList(),
        header.size() - named);
  }

  private static void requireDistinct(List<String> names, String unit) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isEmpty()) {
        throw new Refused(
            ErrorCode.SOURCE_HEADER, "column " + (i + 1) + " of " + unit + " has no name");
      }
      if (!seen.add(name)) {
        throw new Refused(ErrorCode.SOURCE_HEADER, unit + " has two columns named '" + name + "'");
      }
    }
  }

  private static void requireKnown(String where, String name, List<String> names, String unit) {
    if (!names.contains(name)) {
      throw new Refused(
          ErrorCode.SOURCE_FIELD_UNKNOWN,
          "source.%s names the column '%s', which %s does not have%s"
              .formatted(where, name, unit, NearestName.hint(name, names)));
    }
  }
}
