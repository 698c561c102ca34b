package io.godwit.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DealTest {

  @Test
  void asManySeedsAsAnOrdinaryBuildHasDealEachPairAndEachFault() {
    List<Deal> deals = Deal.first(Deal.ORDINARY);
    assertThat(deals).extracting(Deal::pair).containsAll(Pair.all());
    assertThat(deals.stream().flatMap(deal -> deal.faults().stream())).contains(Fault.values());
  }

  @Test
  void noFaultIsDealtToAPairThatItCannotHappenTo() {
    assertThat(Deal.first(500))
        .allSatisfy(deal -> assertThat(deal.faults()).allMatch(one -> one.fits(deal.pair())));
  }

  @Test
  void aSeedHasTheSameHoweverManyAreAskedFor() {
    assertThat(Deal.first(100).subList(0, 20)).isEqualTo(Deal.first(20));
  }
}
