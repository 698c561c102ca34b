package io.godwit.jdbc.sql.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.relation.ListedRelation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableChoiceTest {

  private static final TableChoice CHOICE =
      new TableChoice(
          List.of(
              new ListedRelation("a", "Order", false, true),
              new ListedRelation("a", "log.1", false, true),
              new ListedRelation("p", "inv*", true, true),
              new ListedRelation("p", "inv_view", true, false),
              new ListedRelation("p", "invoice", true, true),
              new ListedRelation("p", "Order", true, true)));

  private static Set<String> units(String... wanted) {
    return CHOICE.of(List.of(wanted)).keySet();
  }

  @Test
  void aNameThatStandsAsItIsWinsOverAPattern() {
    assertThat(units("inv*")).containsExactly("inv*");
    assertThat(units("in*")).containsExactly("inv*", "invoice");
    assertThat(units("inv_view", "in*e")).containsExactly("inv_view", "invoice");
  }

  @Test
  void schemasAreNamedWhereNamesAreTheSame() {
    assertThat(units("Order")).containsExactly("Order");
    assertThat(units("a.Order", "Order")).containsExactly("a.Order", "p.Order");
    assertThat(units("*.Ord*", "a.log.1")).containsExactly("a.Order", "p.Order", "log.1");
  }

  @Test
  void noNameIsFoldedToAnotherCase() {
    assertThatThrownBy(() -> units("order"))
        .isInstanceOf(Refused.class)
        .hasMessage("there is no table 'order'; did you mean 'Order'?");
    assertThatThrownBy(() -> units("x*"))
        .isInstanceOf(Refused.class)
        .hasMessage("no table has a name such as 'x*'");
  }
}
