package io.godwit.worker.step.expression;

import static io.godwit.worker.step.Samples.computed;
import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.failed;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.Samples;
import java.util.Collections;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each way in which an expression can ask for more than a process has. Without bounds most of them
 * end the test's process: what they ask for is gigabytes or years.
 */
@Timeout(120)
class ExpressionBoundsTest {

  private static final Document RECORD =
      doc(
          "y", text("y".repeat(60_000)),
          "million", text("a".repeat(1_000_000)),
          "commas", text(",".repeat(4_000_000)),
          "big", text("ab".repeat(4_000_000)),
          "regex", text("((x{1000}){1000}){1000}"),
          "deep", text("(".repeat(20_000) + ")".repeat(20_000)),
          "hours", text("1h".repeat(500_000)),
          "bytes", new Value.Binary(new byte[8_000_000]),
          "numbers", new Value.Array(LongStream.range(0, 4_000).mapToObj(Samples::int64).toList()),
          "texts", new Value.Array(Collections.nCopies(10_000, text("x".repeat(100)))),
          "nested",
              new Value.Array(
                  Collections.nCopies(1_000, new Value.Array(Collections.nCopies(100, int64(1))))));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          size(r.y.replace('y', r.y))                              | at character 17: replace: a text of 3600000000 characters
          r.y.replace('y', r.y) == '' ^^ true                      | a text of 3600000000 characters
          r.y.replace('', r.y)                                     | replace: a text of 3600
          r.y.replace('y', r.y, 1000)                              | replace: a text of 6005
          [1].exists(x, r.y.replace('y', r.y) == '')               | replace: a text of 3600000000 characters
          r.texts.join(r.million)                                  | join: a text of about 1000
          r.commas.split(',')                                      | split: a list of 4000001 texts
          r.commas.split('')                                       | split: a list of
          r.big + r.big + r.big                                    | of 22.9 MB; a value may have 16.0 MB
          r.bytes + r.bytes + r.bytes                              | of 22.9 MB; a value may have 16.0 MB
          size([r.big, r.big, r.big])                              | a list or document of at least
          size([r.big + 'a', r.big + 'b', r.big + 'c', r.big + 'd', r.big + 'e', r.big + 'f', r.big + 'g', r.big + 'h', r.big + 'i']) | have more than 64.0 MB together
          size({'a': r.big, 'b': r.big, 'c': r.big})               | a list or document of at least
          size(r.numbers.map(x, r.y))                              | a list or document of at least
          size(r.numbers.map(x, r.numbers))                        | a list or document of at least
          size(r.numbers.map(x, r.y + 'a'))                        | together
          r.numbers.map(x, r.numbers.map(y, [x, y, 1, 2, 3, 4]))   | more
          r.numbers.all(x, r.numbers.all(y, x + y >= 0))           | more elements
          r.numbers.map(x, r.numbers.map(y, x + y))                | more
          r.numbers.all(x, r.nested == r.nested)                   | more work
          r.numbers.all(x, r.nested[0] in r.nested ^^ true)        | more work
          r.numbers.all(x, size(r.million.lowerAscii()) > 0)       | together
          r.numbers.all(x, r.million.contains('b') ^^ true)        | more work
          r.million.indexOf('a' + r.million.substring(500000, 900000) + 'b') | more work
          r.million.lastIndexOf(r.million.substring(500000) + 'b') | more work
          r.million.replace(r.million.substring(500000) + 'b', '') | more work
          r.million.matches(r.regex)                               | matches: the regular expression is too large
          r.million.matches(r.deep)                                | nested too deeply
          r.big.matches('(a?){500}(a?){500}b?c')                   | more work
          duration(r.hours) > duration('1s')                       | 1000000 characters is no time
          timestamp(r.hours)                                       | 1000000 characters is no time
          [r.y].map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]).map(a, [a, a]) | more
          optional.of(r.big + r.big + r.big).orValue('')           | a text of 22.9 MB
          strings.quote(r.big + r.big) + r.big                     | a text of
          [r.big, r.big].join(r.big)                               | join: a text of
          """)
  void whatItAsksForIsRefusedBeforeItIsThere(String expression, String reason) {
    var failure = failed(RECORD, expression.replace("^^", "||"));

    assertThat(failure.code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    assertThat(failure.column()).contains("x");
    assertThat(failure.message()).startsWith("set x: ").contains(reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          size(r.y.replace('y', 'yy'))                                       | 120000
          size(r.y.replace('y', ''))                                         | 0
          size(r.big.lowerAscii().upperAscii().replace('A', 'aa').trim())    | 12000000
          size(r.million.split('b'))                                         | 1
          size(r.texts.join('; '))                                           | 1019998
          size(r.numbers.map(x, x * 2).filter(x, x % 4 == 0))                | 2000
          size(r.nested.map(x, x.map(y, y + 1)))                             | 1000
          r.million.matches('^a{1,1000}.*$') ? 1 : 0                         | 1
          r.big.matches('^[ab]*$') ? 1 : 0                                   | 1
          r.big.indexOf('c')                                                 | -1
          r.million.contains(r.million) ? 1 : 0                              | 1
          r.million.lastIndexOf('a')                                         | 999999
          size(r.y.split(''))                                                | 60000
          r.nested == r.nested ? 1 : 0                                       | 1
          r.numbers.filter(x, x < size(r.numbers) - 1).size()                | 3999
          """)
  void whatAnHonestExpressionNeedsIsThere(String expression, long expected) {
    assertThat(computed(RECORD, expression)).isEqualTo(int64(expected));
  }
}
