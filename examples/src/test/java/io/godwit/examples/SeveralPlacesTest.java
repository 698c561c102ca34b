package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One record that becomes rows of several tables, or none of them. */
@ExtendWith(EmbeddedServers.class)
class SeveralPlacesTest {

  private static final int WITH_FAILURES = 2;

  private static final String JOB =
      """
      job: several-places
      source: { jsonl: "*.jsonl", key: id }
      steps:
        - set: { kind: "'order'" }
          for: orders*
      sink:
        - table: several.Order
          in: shop
          for: orders.jsonl
          key: order_id
          fields: { order_id: id, kind: kind, Kunde: customer }
        - table: several.line
          in: shop
          for: orders.jsonl
          key: [order_id, n]
          each: { field: lines, take: { sku: sku, amount: qty }, keep: [id], position: n }
          fields: { order_id: id, n: n, sku: sku, amount: amount }
        - table: several.person
          in: shop
          for: people.jsonl
          key: id
          when: r.id != 2
      connections: { shop: { jdbc: "%s" } }
      """;

  private static final List<String> TABLES =
      List.of(
          "create schema several",
          "create table several.\"Order\" (order_id int primary key, kind text, \"Kunde\" text)",
          "create table several.line (order_id int, n int, sku text, amount int check (amount > 0),"
              + " primary key (order_id, n))",
          "create table several.person (id int primary key, name text)");

  /** The second has a line that its table refuses; the third has none, the fourth no array. */
  private static final List<String> ORDERS =
      List.of(
          "{'id':1,'customer':'Änne','lines':[{'sku':'a','qty':1},{'sku':'b','qty':2}]}",
          "{'id':2,'customer':'Bo','lines':[{'sku':'c','qty':1},{'sku':'d','qty':0}]}",
          "{'id':3,'customer':null,'lines':[]}",
          "{'id':4,'customer':'Di','lines':'none'}");

  private static final List<String> PEOPLE =
      List.of("{'id':1,'name':'Eve'}", "{'id':2,'name':'Finn'}");

  @TempDir private Path folder;
  private TypedCommands typed;

  @BeforeEach
  void sitDown() {
    typed = new TypedCommands(folder);
  }

  private void write(String name, List<String> lines) throws Exception {
    Files.write(folder.resolve(name), lines.stream().map(line -> line.replace('\'', '"')).toList());
  }

  @Test
  void allRowsOfARecordAreThereOrNone(Environment servers) throws Exception {
    String url = servers.jdbcUrl();
    Sql.on(url, TABLES.toArray(String[]::new));
    write("orders.jsonl", ORDERS);
    write("people.jsonl", PEOPLE);
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(url));

    assertThat(typed.godwit(servers, WITH_FAILURES, "run"))
        .contains("6 read = 3 written", "1 dropped", "2 failed")
        .contains("the books balance", "3 records became 5 rows");

    assertThat(
            Sql.on(
                url,
                "select concat_ws('|', order_id, kind, coalesce(\"Kunde\", '-'))"
                    + " from several.\"Order\" order by 1"))
        .containsExactly("1|order|Änne", "3|order|-");
    assertThat(
            Sql.on(
                url,
                "select concat_ws('|', order_id, n, sku, amount) from several.line order by 1"))
        .containsExactly("1|1|a|1", "1|2|b|2");
    assertThat(Sql.on(url, "select name from several.person")).containsExactly("Eve");
  }
}
