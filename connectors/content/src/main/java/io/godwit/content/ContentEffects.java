package io.godwit.content;

import io.godwit.common.spec.FieldEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What reading a content does to the fields of a record. */
final class ContentEffects {

  private ContentEffects() {}

  static List<FieldEffect> of(Optional<String> known, List<String> made) {
    List<String> read = new ArrayList<>(List.of(ContentStep.NAME));
    known.ifPresent(read::add);
    return List.of(new FieldEffect.Reads(read), new FieldEffect.Makes(made));
  }
}
