package io.godwit.files.content;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the files of a job are called: by their short names, as far as those tell them apart. */
public final class UnitNames {

  private UnitNames() {}

  /**
   * Files with their names.
   *
   * @param found in the order in which they are read
   * @param name the short name of one
   * @param whole a name that no other has
   * @param file makes the file that has the name
   */
  public static <T> List<SourceFile> of(
      List<T> found,
      Function<T, String> name,
      Function<T, String> whole,
      BiFunction<T, String, SourceFile> file) {
    Map<String, Integer> uses = new HashMap<>();
    found.forEach(one -> uses.merge(name.apply(one), 1, Integer::sum));
    return found.stream()
        .map(one -> {
          boolean alone = uses.getOrDefault(name.apply(one), 0) == 1;
          return file.apply(one, alone ? name.apply(one) : whole.apply(one));
        })
        .toList();
  }
}
