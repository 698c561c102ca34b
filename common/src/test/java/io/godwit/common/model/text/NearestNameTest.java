package io.godwit.common.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {

  private static final List<String> NAMES = List.of("table", "collection", "key", "Id");

  @Test
  void aSlipOfTheFingersIsFoundWhateverTheCase() {
    assertThat(NearestName.to("tabel", NAMES)).contains("table");
    assertThat(NearestName.to("TABLE", NAMES)).contains("table");
    assertThat(NearestName.to("colection", NAMES)).contains("collection");
    assertThat(NearestName.to("kee", NAMES)).contains("key");
    assertThat(NearestName.to("id", NAMES)).contains("Id");
  }

  @Test
  void twoNeighboursThatAreSwappedAreOneSlip() {
    // Of a name of three letters one may differ.
    assertThat(NearestName.to("kye", NAMES)).contains("key");
    assertThat(NearestName.to("eky", NAMES)).contains("key");
    assertThat(NearestName.to("yke", NAMES)).isEmpty();
  }

  @Test
  void whatDiffersInMoreThanAThirdIsAnotherWord() {
    assertThat(NearestName.to("cable car", NAMES)).isEmpty();
    assertThat(NearestName.to("collxxion", NAMES)).contains("collection");
    assertThat(NearestName.to("coxxxxxion", NAMES)).isEmpty();
    assertThat(NearestName.to("table", List.of())).isEmpty();
  }

  @Test
  void theNearestOfSeveralIsMeant() {
    assertThat(NearestName.to("tables", List.of("stables", "tablets", "table", "tablesx")))
        .contains("stables");
    assertThat(NearestName.to("table", List.of("cable", "table"))).contains("table");
  }

  @Test
  void theHintIsTheEndOfASentenceOrNothing() {
    assertThat(NearestName.hint("tabel", NAMES)).isEqualTo("; did you mean 'table'?");
    assertThat(NearestName.hint("weather", NAMES)).isEmpty();
  }
}
