package io.godwit.common.spec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names at the target that are made of the unit. */
class UnitNameTest {

  @ParameterizedTest
  @CsvSource({
    "album, data/album.csv, album",
    "{unit}, shop.album, shop.album",
    "copy.{unit}_old, album, copy.album_old",
    "{file}, data/album.csv.gz, album",
    "{file}, C:\\data\\album.v2.csv, album.v2",
    "{file}-{unit}, {unit}, {unit}-{unit}",
    "{file}, .hidden, .hidden"
  })
  void aNameIsMadeOfItsUnit(String pattern, String unit, String name) {
    assertThat(new UnitName(pattern).of(unit)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"album, true, false", "{unit}, false, false", "{Unit}, true, true", "a}, true, true"})
  void aMistakenPlaceholderIsTold(String pattern, boolean fixed, boolean mistaken) {
    assertThat(new UnitName(pattern).isFixed()).isEqualTo(fixed);
    assertThat(new UnitName(pattern).isMistaken()).isEqualTo(mistaken);
  }
}
