package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTest {

  @Test
  void whatComesFromOutsideIsNoMarkup() {
    assertThat(new Html().element("td", "<script>alert('x') && \"y\"</script>"))
        .hasToString(
            "<td>&lt;script&gt;alert(&#39;x&#39;) &amp;&amp; &quot;y&quot;&lt;/script&gt;</td>");
    assertThat(new Html().element("p", "code", "a<b")).hasToString("<p class=\"code\">a&lt;b</p>");
  }

  @Test
  void aControlCharacterIsShownAsOneThatHasNoPlace() {
    assertThat(new Html().text("a\u0000b\u001bc\u007f")).hasToString("a\uFFFDb\uFFFDc\uFFFD");
    assertThat(new Html().text("\u202Egpj\u2066\u200F\u009b"))
        .hasToString("\uFFFDgpj\uFFFD\uFFFD\uFFFD");
    assertThat(new Html().text("a\tb\r\nc ü 🐦")).hasToString("a\tb\r\nc ü 🐦");
  }

  @Test
  void aNumberIsGroupedAndAZeroIsMarked() {
    assertThat(new Html().number(0)).hasToString("<td class=\"n zero\">0</td>");
    assertThat(new Html().number(1_234_567).toString())
        .startsWith("<td class=\"n\">1")
        .contains(ReportFigures.grouped(1_234_567));
  }
}
