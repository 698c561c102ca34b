package io.godwit.examples;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The responses of the example {@code forms}, as Extended JSON: always the same ones, since the
 * seed is fixed and {@link Random} is specified to the bit.
 */
final class FormResponses {

  static final int COUNT = 20_000;

  /** One in so many has left an address, and so has an account. */
  private static final int ACCOUNTS = 4;

  private static final int SEED = 12;

  private static final List<String> FIRST =
      List.of(
          "Anna",
          "José",
          "Zoë",
          "Søren",
          "Łukasz",
          "Ирина",
          "Дмитрий",
          "Ελένη",
          "Γιώργος",
          "美咲",
          "伟",
          "محمد",
          "דוד",
          "अमित",
          "O'Neil",
          "Jean-Luc",
          "ANNA",
          "anna ",
          "🙂",
          "Nguyễn");

  private static final List<String> LAST =
      List.of(
          "Müller",
          "Mueller",
          "García",
          "Øst",
          "Nowak",
          "Иванова",
          "Παπαδόπουλος",
          "田中",
          "王",
          "الهاشمي",
          "כהן",
          "शर्मा",
          "d'Arc",
          "van der Berg",
          "Smith",
          "Smith",
          "Smith");

  private final Random random = new Random(SEED);

  private FormResponses() {}

  /** The first of them; with {@link #COUNT} all. */
  static List<String> lines(int count) {
    FormResponses responses = new FormResponses();
    List<String> lines = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      lines.add(responses.line(number));
    }
    return lines;
  }

  private String line(int number) {
    List<String> fields = new ArrayList<>();
    fields.add("\"_id\": " + id(number));
    fields.add("\"respondent\": " + (500_000 + number));
    oddly(fields, "first_name", text(one(FIRST)));
    oddly(fields, "last_name", text(one(LAST)));
    if (random.nextInt(ACCOUNTS) == 0) {
      oddly(fields, "email", text("user" + number + "@example.org"));
      password(number).ifPresent(word -> fields.add("\"password\": " + text(word)));
    }
    oddly(fields, "language", text(one(List.of("de", "el", "ru", ""))));
    fields.add("\"submitted\": " + text(one(List.of("03.04.2024", "2024-05-06"))));
    int age = random.nextInt(18, 99);
    oddly(fields, "q_age", random.nextBoolean() ? text(Integer.toString(age)) : "" + age);
    oddly(fields, "q_colour", text(one(List.of("red", "grün", "青"))));
    oddly(fields, "q_comment", text("\\\"" + one(FIRST) + "\\\"\\n"));
    if (random.nextInt(50) == 0) {
      fields.add("\"test\": true");
    }
    return "{" + String.join(", ", fields) + "}";
  }

  /**
   * Ids of two types, as a collection gets them over the years. No ObjectId among them: the store
   * of the MongoDB stand-in sometimes fails where such keys stand beside others.
   */
  private static String id(int number) {
    return number % 2 == 0 ? Integer.toString(number) : text("r-" + number);
  }

  /** Sometimes null, and sometimes not there. */
  private void oddly(List<String> fields, String name, String json) {
    int odd = random.nextInt(20);
    if (odd > 0) {
      fields.add(text(name) + ": " + (odd == 1 ? "null" : json));
    }
  }

  /**
   * Most accounts have a hash that is as strong as those to come, a few what the form wrote years
   * ago: a hash costs time by intent, and five thousand would cost a laptop minutes.
   */
  private Optional<String> password(int number) {
    return switch (random.nextInt(20)) {
      case 0 -> Optional.of("pässword-" + number);
      case 1 -> Optional.of("%032x".formatted(new BigInteger(128, random)));
      case 2, 3 -> Optional.empty();
      default -> Optional.of(argon2id(number));
    };
  }

  /** Only its form counts here: nobody logs in. */
  private static String argon2id(int number) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    String salt = "salt-%011d".formatted(number);
    return "$argon2id$v=19$m=19456,t=2,p=1$"
        + base64.encodeToString(salt.getBytes(StandardCharsets.UTF_8))
        + "$"
        + base64.encodeToString((salt + salt).getBytes(StandardCharsets.UTF_8));
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static String text(String text) {
    return "\"" + text + "\"";
  }
}
