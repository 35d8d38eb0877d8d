package io.github.kmsjca.internal.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads texts of each {@link Setting.Shape}. */
final class Shapes {
  private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z]{1,16}){1,4}-\\d{1,2}");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern KEY =
      Pattern.compile(
          "arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:\\d{12}:(key|alias)/[A-Za-z0-9:/_-]+"
              + "|(?!arn:)[A-Za-z0-9:/_-]{1,256}");
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,13})([KMGT]iB)?");
  private static final Pattern PROXY =
      Pattern.compile(
          "(?i)https?://([^\\s/?#]*@)?([^\\s/?#@:\\[\\]]+|\\[[0-9a-f:.%]+])(:\\d{1,5})?/?");
  private static final String UNITS = "KMGT";
  private static final long MAX_NUMBER = 1L << 32;
  private static final long MAX_SIZE = 1L << 40;
  private static final long MAX_FRAME = 1L << 24;
  private static final Duration LONGEST = Duration.ofDays(366);

  private Shapes() {}

  static boolean accepts(Setting.Shape shape, String text) {
    return switch (shape) {
      case TEXT -> !text.isEmpty();
      case REGIONS ->
          isListOf(text, REGION) && list(text).stream().distinct().count() == list(text).size();
      case URI -> isHttpUrl(text);
      case PROXY -> text.equals("none") || PROXY.matcher(text).matches();
      case BOOLEAN -> text.equals("true") || text.equals("false");
      case VERIFY -> text.equals("local") || text.equals("kms");
      case KEYS -> isListOf(text, KEY);
      case ACCOUNTS -> isListOf(text, ACCOUNT);
      case PATH -> isPath(text);
      case DURATION -> duration(text) != null;
      case TIMEOUT -> {
        Duration duration = duration(text);
        yield duration != null && duration.toMillis() > 0;
      }
      case COUNT -> text.matches("[1-9]\\d{0,3}|10000");
      case NUMBER -> number(text, MAX_NUMBER) > 0;
      case SIZE -> size(text) > 0;
      case FRAME -> size(text) > 0 && size(text) <= MAX_FRAME;
      case AGE -> {
        Duration age = duration(text);
        yield age != null && age.toMillis() > 0 && age.compareTo(Duration.ofDays(1)) <= 0;
      }
      case USAGE -> text.equals("any") || text.equals("direct") || text.equals("envelope");
      case GENERATE -> text.equals("spec") || text.equals("kms");
      case KEY_ARNS -> isListOf(text, KEY_ARN);
    };
  }

  private static boolean isListOf(String text, Pattern item) {
    List<String> items = list(text);
    return !items.isEmpty() && items.stream().allMatch(i -> item.matcher(i).matches());
  }

  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** The duration, or {@code null} if the text is none. */
  static @Nullable Duration duration(String text) {
    try {
      Duration duration;
      Matcher simple = SIMPLE_DURATION.matcher(text);
      if (simple.matches()) {
        long amount = Long.parseLong(simple.group(1));
        duration =
            switch (simple.group(2)) {
              case "ms" -> Duration.ofMillis(amount);
              case "s" -> Duration.ofSeconds(amount);
              case "m" -> Duration.ofMinutes(amount);
              case "h" -> Duration.ofHours(amount);
              default -> Duration.ofDays(amount);
            };
      } else {
        duration = Duration.parse(text);
      }
      return duration.isNegative() || duration.compareTo(LONGEST) > 0 ? null : duration;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** The number of bytes, or 0 if the text is none. */
  static long size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return 0;
    }
    String unit = matcher.group(2);
    int shift = unit == null ? 0 : 10 * (1 + UNITS.indexOf(unit.charAt(0)));
    long most = MAX_SIZE >> shift;
    return number(matcher.group(1), most) << shift;
  }

  /** The number, or 0 if the text is none from 1 to the highest. */
  static long number(String text, long highest) {
    if (!text.matches("[1-9]\\d{0,12}")) {
      return 0;
    }
    long number = Long.parseLong(text);
    return number > highest ? 0 : number;
  }

  private static boolean isHttpUrl(String text) {
    try {
      URI uri = new URI(text);
      return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isPath(String text) {
    try {
      return !text.isEmpty() && Path.of(text).getFileName() != null;
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
