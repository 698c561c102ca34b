package io.godwit.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * What the responses to a form are to become, reckoned without a line of the product. Of names only
 * the suffix is taken as it is found, and of hashes the salt.
 */
final class ExpectedForms {

  private static final Pattern NAME = Pattern.compile("([a-z.]+)-[a-z0-9]{10}");
  private static final Pattern MADE =
      Pattern.compile("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$([^$]{22})\\$([^$]+)");
  private static final String WRAPPED_MD5 = "$wrap$bWQ1";

  /** How many hashes are checked by making them again, each some 20 ms. */
  private static final int CHECKED = 20;

  private static final Map<String, String> LETTERS = letters();

  private final Map<BsonValue, BsonDocument> byOldId = new HashMap<>();
  private int checked;

  private ExpectedForms() {}

  static ExpectedForms of(List<String> lines) {
    ExpectedForms expected = new ExpectedForms();
    for (String line : lines) {
      BsonDocument response = BsonDocument.parse(line);
      if (!response.containsKey("test")) {
        expected.byOldId.put(response.get("_id"), response);
      }
    }
    return expected;
  }

  /** How many responses there are to be, which is how many records are written. */
  int responses() {
    return byOldId.size();
  }

  void compare(List<BsonDocument> users, List<BsonDocument> responses) {
    Map<BsonValue, String> names = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (BsonDocument response : responses) {
      BsonDocument old = old(response);
      String name = response.getString("reference").getValue().substring("welcome/".length());
      assertName(name, old);
      assertThat(taken.add(name)).as(name).isTrue();
      names.put(old.get("_id"), name);
      BsonDocument found = response.clone();
      assertThat(found.remove("_id").isObjectId()).isTrue();
      assertThat(found).isEqualTo(response(old, name));
    }
    assertThat(names).hasSameSizeAs(byOldId);
    long accounts = byOldId.values().stream().filter(ExpectedForms::hasAccount).count();
    assertThat((long) users.size()).isEqualTo(accounts).isPositive();
    for (BsonDocument user : users) {
      BsonDocument old = old(user);
      assertThat(hasAccount(old)).isTrue();
      assertPassword(old.get("password"), user.get("password"));
      BsonDocument wanted = user(old, names.get(old.get("_id")));
      if (user.containsKey("password")) {
        wanted.put("password", user.get("password"));
      }
      assertThat((Map<String, BsonValue>) user).isEqualTo(wanted);
    }
    assertThat(checked).as("hashes that were made again").isEqualTo(CHECKED);
  }

  private BsonDocument old(BsonDocument made) {
    return byOldId.get(made.getDocument("migrationData").get("id"));
  }

  private static boolean hasAccount(BsonDocument old) {
    return old.containsKey("email") && !old.isNull("email");
  }

  private static BsonDocument response(BsonDocument old, String name) {
    BsonDocument answers = new BsonDocument();
    if (old.containsKey("q_age")) {
      BsonValue age = old.get("q_age");
      long years =
          age.isString()
              ? Long.parseLong(age.asString().getValue())
              : age.isNull() ? 0 : age.asInt32().getValue();
      answers.put("age", age.isNull() ? age : new BsonInt64(years));
    }
    copy(old, "q_colour", answers, "colour");
    copy(old, "q_comment", answers, "comment");
    String submitted = old.getString("submitted").getValue();
    BsonDocument response =
        new BsonDocument("reference", new BsonString("welcome/" + name))
            .append("user", hasAccount(old) ? new BsonString(name) : BsonNull.VALUE)
            .append(
                "submitted",
                new BsonString(submitted.equals("03.04.2024") ? "2024-04-03" : submitted));
    if (!answers.isEmpty()) {
      response.append("answers", answers);
    }
    return response.append("migrationData", migrationData(old));
  }

  private static BsonDocument user(BsonDocument old, String name) {
    BsonDocument user = new BsonDocument("_id", new BsonString(name));
    copy(old, "first_name", user, "first_name");
    copy(old, "last_name", user, "last_name");
    copy(old, "email", user, "email");
    BsonValue language = old.get("language", BsonNull.VALUE);
    boolean none = language.isNull() || language.asString().getValue().isEmpty();
    return user.append("language", none ? new BsonString("en") : language)
        .append("migrationData", migrationData(old));
  }

  private static BsonDocument migrationData(BsonDocument old) {
    return new BsonDocument("id", old.get("_id")).append("respondent", old.get("respondent"));
  }

  private static void copy(BsonDocument from, String name, BsonDocument into, String as) {
    if (from.containsKey(name)) {
      into.put(as, from.get(name));
    }
  }

  private static void assertName(String name, BsonDocument old) {
    List<String> parts = new ArrayList<>();
    for (String field : List.of("first_name", "last_name")) {
      BsonValue value = old.get(field, BsonNull.VALUE);
      String letters = value.isNull() ? "" : LETTERS.get(value.asString().getValue());
      if (!letters.isEmpty()) {
        parts.add(letters);
      }
    }
    Matcher matcher = NAME.matcher(name);
    assertThat(matcher.matches()).as(name).isTrue();
    assertThat(matcher.group(1)).isEqualTo(parts.isEmpty() ? "guest" : String.join(".", parts));
  }

  /** What was plain or an MD5 is a hash of it; what was argon2id stands as it was. */
  private void assertPassword(BsonValue old, BsonValue made) {
    if (old == null) {
      assertThat(made).isNull();
      return;
    }
    String before = old.asString().getValue();
    String after = made.asString().getValue();
    if (before.startsWith("$argon2id$")) {
      assertThat(after).isEqualTo(before);
      return;
    }
    boolean md5 = before.matches("[0-9a-f]{32}");
    assertThat(after.startsWith(WRAPPED_MD5)).isEqualTo(md5);
    Matcher hash = MADE.matcher(md5 ? after.substring(WRAPPED_MD5.length()) : after);
    assertThat(hash.matches()).as(after).isTrue();
    if (checked < CHECKED) {
      checked++;
      byte[] expected = Base64.getDecoder().decode(hash.group(2));
      byte[] again = new byte[expected.length];
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withSalt(Base64.getDecoder().decode(hash.group(1)))
              .withMemoryAsKB(19_456)
              .withIterations(2)
              .withParallelism(1)
              .build());
      generator.generateBytes(before.getBytes(UTF_8), again);
      assertThat(again).isEqualTo(expected);
    }
  }

  /** How each name of the generator is spelt with letters from a to z. */
  private static Map<String, String> letters() {
    Map<String, String> letters = new HashMap<>();
    String spelt =
        "Anna anna|José jose|Zoë zoe|Søren soren|Łukasz lukasz|Ирина irina|Дмитрий dmitrii"
            + "|Ελένη eleni|Γιώργος giorgos|O'Neil oneil|Jean-Luc jean.luc|ANNA anna|Nguyễn nguyen"
            + "|Müller muller|Mueller mueller|García garcia|Øst ost|Nowak nowak|Иванова ivanova"
            + "|Παπαδόπουλος papadopoylos|d'Arc darc|Smith smith";
    for (String pair : spelt.split("\\|", -1)) {
      String[] words = pair.split(" ", -1);
      letters.put(words[0], words[1]);
    }
    letters.put("anna ", "anna");
    letters.put("van der Berg", "van.der.berg");
    for (String other : List.of("美咲", "伟", "محمد", "דוד", "अमित", "🙂", "田中", "王", "الهاشمي")) {
      letters.put(other, "");
    }
    letters.put("כהן", "");
    letters.put("शर्मा", "");
    return letters;
  }
}
