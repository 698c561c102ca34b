package io.godwit.jdbc.sql.source;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.text.NearestName;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.relation.ListedRelation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which tables a job means. */
final class TableChoice {

  private final List<ListedRelation> all;

  /** A choice among these. */
  TableChoice(List<ListedRelation> all) {
    this.all = List.copyOf(all);
  }

  /**
   * The tables by the names of their units, in the order of the job file, and those of one pattern
   * in the order of their names. A unit is called as its table where no other chosen one has that
   * name, and has the schema before it otherwise.
   *
   * @param wanted names or patterns
   * @throws Refused where one of them finds nothing
   */
  Map<String, ListedRelation> of(List<String> wanted) {
    Set<ListedRelation> chosen = new LinkedHashSet<>();
    wanted.forEach(text -> chosen.addAll(find(text)));
    Map<String, Long> named =
        chosen.stream().collect(Collectors.groupingBy(ListedRelation::name, Collectors.counting()));
    Map<String, ListedRelation> units = new LinkedHashMap<>();
    for (ListedRelation table : chosen) {
      units.put(named.getOrDefault(table.name(), 1L) == 1 ? table.name() : table.full(), table);
    }
    return units;
  }

  /** A name that stands as it is wins over what it would mean as a pattern. */
  private List<ListedRelation> find(String text) {
    TableName name = TableName.parse(text);
    List<ListedRelation> named =
        all.stream()
            .filter(table -> table.name().equals(name.name()) && isIn(table, name, false))
            .toList();
    if (!named.isEmpty()) {
      return named;
    }
    if (text.indexOf('*') < 0) {
      throw missing("there is no table '" + text + "'", name);
    }
    Pattern pattern = glob(name.name());
    List<ListedRelation> matching =
        all.stream()
            .filter(ListedRelation::pattern)
            .filter(table -> pattern.matcher(table.name()).matches() && isIn(table, name, true))
            .toList();
    if (matching.isEmpty()) {
      throw missing("no table has a name such as '" + text + "'", name);
    }
    return matching;
  }

  private static boolean isIn(ListedRelation table, TableName name, boolean pattern) {
    return name.schema()
        .map(schema ->
            pattern
                ? glob(schema).matcher(table.schema()).matches()
                : schema.equals(table.schema()))
        .orElse(table.visible());
  }

  private static Pattern glob(String text) {
    return Pattern.compile(
        Pattern.quote(text).replace("*", "\\E.*\\Q"), Pattern.DOTALL | Pattern.UNICODE_CASE);
  }

  private Refused missing(String what, TableName name) {
    List<String> elsewhere =
        all.stream()
            .filter(table -> table.name().equals(name.name()) && !table.visible())
            .map(ListedRelation::full)
            .toList();
    String hint =
        elsewhere.isEmpty()
            ? NearestName.hint(name.toString(), candidates(name))
            : "; there is " + String.join(", ", elsewhere);
    return new Refused(ErrorCode.TABLE_MISSING, what + hint);
  }

  private Collection<String> candidates(TableName name) {
    return name.schema().isPresent()
        ? all.stream().map(ListedRelation::full).toList()
        : all.stream().filter(ListedRelation::visible).map(ListedRelation::name).toList();
  }
}
