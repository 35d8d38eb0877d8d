package io.github.kmsjca.localkms.internal.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * How a condition compares. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">condition
 * operators</a>.
 */
@SuppressWarnings("ImmutableEnumChecker") // every function is one without state
enum Operator {
  STRING_EQUALS("StringEquals", text -> text::equals),
  STRING_NOT_EQUALS("StringNotEquals", text -> text::equals),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", text -> text::equalsIgnoreCase),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", text -> text::equalsIgnoreCase),
  STRING_LIKE("StringLike", text -> Glob.of(text, false)),
  STRING_NOT_LIKE("StringNotLike", text -> Glob.of(text, false)),
  ARN_EQUALS("ArnEquals", ArnPattern::of),
  ARN_NOT_EQUALS("ArnNotEquals", ArnPattern::of),
  ARN_LIKE("ArnLike", ArnPattern::of),
  ARN_NOT_LIKE("ArnNotLike", ArnPattern::of),
  NUMERIC_EQUALS("NumericEquals", number(order -> order == 0)),
  NUMERIC_NOT_EQUALS("NumericNotEquals", number(order -> order == 0)),
  NUMERIC_LESS_THAN("NumericLessThan", number(order -> order < 0)),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", number(order -> order <= 0)),
  NUMERIC_GREATER_THAN("NumericGreaterThan", number(order -> order > 0)),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", number(order -> order >= 0)),
  DATE_EQUALS("DateEquals", date(order -> order == 0)),
  DATE_NOT_EQUALS("DateNotEquals", date(order -> order == 0)),
  DATE_LESS_THAN("DateLessThan", date(order -> order < 0)),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", date(order -> order <= 0)),
  DATE_GREATER_THAN("DateGreaterThan", date(order -> order > 0)),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", date(order -> order >= 0)),
  BOOL("Bool", Operator::flag),
  BINARY_EQUALS("BinaryEquals", text -> text::equals),
  IP_ADDRESS("IpAddress", AddressRange::of),
  NOT_IP_ADDRESS("NotIpAddress", AddressRange::of),
  /** Whether the call has no such key: it is compared with true or false. */
  NULL("Null", Operator::flag);

  private final String wireName;
  private final Function<String, Predicate<String>> meaning;

  Operator(String wireName, Function<String, Predicate<String>> meaning) {
    this.wireName = wireName;
    this.meaning = meaning;
  }

  static Optional<Operator> of(String wireName) {
    return Arrays.stream(values()).filter(row -> row.wireName.equals(wireName)).findAny();
  }

  /** Whether it holds where no value of the policy accepts the call's. */
  boolean negated() {
    return wireName.contains("Not");
  }

  /** A value of the policy. */
  Expectation expecting(String value, boolean variables) {
    boolean wildcards = wireName.endsWith("Like") || wireName.startsWith("Arn");
    return new Expectation(Template.of(value, wildcards, variables), meaning);
  }

  private static Predicate<String> flag(String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException("Neither true nor false");
    }
    return text::equalsIgnoreCase;
  }

  private static Function<String, Predicate<String>> number(IntPredicate order) {
    return ordered(BigDecimal::new, order);
  }

  private static Function<String, Predicate<String>> date(IntPredicate order) {
    return ordered(Operator::moment, order);
  }

  private static <T extends Comparable<T>> Function<String, Predicate<String>> ordered(
      Function<String, T> reading, IntPredicate order) {
    return text -> {
      T expected = reading.apply(text);
      return actual -> {
        try {
          return order.test(reading.apply(actual).compareTo(expected));
        } catch (IllegalArgumentException e) {
          return false; // the call's value is of another type
        }
      };
    };
  }

  /** A moment in one of the forms that IAM takes: ISO 8601, a day, or seconds since the epoch. */
  private static Instant moment(String text) {
    try {
      if (text.matches("\\d{1,12}")) {
        return Instant.ofEpochSecond(Long.parseLong(text));
      }
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("No date", e);
    }
  }
}
