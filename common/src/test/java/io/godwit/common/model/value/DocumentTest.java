package io.godwit.common.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DocumentTest {

  private static final Value ONE = new Value.Int32(1);
  private static final Value TWO = new Value.Text("two");
  private static final Value THREE = Value.Null.NULL;

  private static Document abc() {
    return Document.ofShared(new String[] {"a", "b", "c"}, new Value[] {ONE, TWO, THREE});
  }

  @Test
  void aFieldIsSetInItsPlaceOrAtTheEnd() {
    assertThat(abc().with("b", ONE).toMap().toString())
        .isEqualTo("{a=Int32[value=1], b=Int32[value=1], c=NULL}");
    assertThat(abc().with("d", ONE).toMap().keySet()).containsExactly("a", "b", "c", "d");
    assertThat(abc().with("d", ONE).get("d")).contains(ONE);
  }

  @Test
  void aFieldIsTakenAwayAndTheOthersKeepTheirOrder() {
    assertThat(abc().without("b")).isEqualTo(Document.of("a", ONE).with("c", THREE));
    assertThat(abc().without("x")).isEqualTo(abc());
    assertThat(abc().without("a").without("b").without("c")).isEqualTo(Document.empty());
  }

  @Test
  void anArrangementOfAnArrangementFindsEachValue() {
    Document turned = abc().arranged(new String[] {"c", "x", "a"}, new int[] {2, ~0, 0}, TWO);
    Document again = turned.arranged(new String[] {"y", "x"}, new int[] {~0, 1}, ONE);

    assertThat(turned)
        .isEqualTo(Document.ofShared(new String[] {"c", "x", "a"}, new Value[] {THREE, TWO, ONE}));
    assertThat(again)
        .isEqualTo(Document.ofShared(new String[] {"y", "x"}, new Value[] {ONE, TWO}))
        .hasSameHashCodeAs(Document.of("y", ONE).with("x", TWO));
  }

  @Test
  void documentsOfOtherNamesOrderOrValuesAreOthers() {
    assertThat(Document.of("a", ONE)).isNotEqualTo(Document.of("a", TWO));
    assertThat(Document.of("a", ONE)).isNotEqualTo(Document.of("b", ONE));
    assertThat(Document.of("a", ONE).with("b", TWO))
        .isNotEqualTo(Document.of("b", TWO).with("a", ONE));
  }

  @Test
  void asManyValuesAsNames() {
    assertThatThrownBy(() -> Document.ofShared(new String[] {"a"}, new Value[] {}))
        .hasMessage("a document needs as many values as names: 0 and 1");
  }
}
