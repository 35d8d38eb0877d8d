package io.github.kmsjca.localkms.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong with an input, in the wording that AWS uses. */
final class Violations {
  private final List<String> found = new ArrayList<>();

  void absent(Member member, String path) {
    add(member.sensitive() ? "Value" : "Value null", path, "Member must not be null");
  }

  boolean check(Member member, Object value, String path) {
    int before = found.size();
    if (value instanceof String text) {
      checkText(member, text, path);
    } else if (value instanceof byte[] bytes) {
      checkLength(member, bytes.length, "Value", path);
    } else if (value instanceof List<?> list) {
      checkLength(member, list.size(), "Value '" + list + "'", path);
    } else if (value instanceof Long number) {
      checkNumber(member, number, path);
    }
    return found.size() == before;
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      String count = found.size() + " validation error" + (found.size() == 1 ? "" : "s");
      throw ErrorType.VALIDATION.failure(count + " detected: " + String.join("; ", found));
    }
  }

  private void checkText(Member member, String text, String path) {
    String shown = "Value '" + text + "'";
    checkLength(member, text.length(), shown, path);
    Pattern pattern = member.pattern();
    if (pattern != null && !pattern.matcher(text).matches()) {
      add(shown, path, "Member must satisfy regular expression pattern: " + pattern);
    }
    if (!member.allowed().isEmpty()
        && !member.allowed().contains(text)
        && !member.tolerated().contains(text)) {
      add(shown, path, "Member must satisfy enum value set: " + member.allowed());
    }
  }

  private void checkLength(Member member, long length, String shown, String path) {
    if (length > member.max()) {
      add(shown, path, "Member must have length less than or equal to " + member.max());
    }
    if (length < member.min()) {
      add(shown, path, "Member must have length greater than or equal to " + member.min());
    }
  }

  private void checkNumber(Member member, long number, String path) {
    String shown = "Value '" + number + "'";
    if (number > member.max()) {
      add(shown, path, "Member must have value less than or equal to " + member.max());
    }
    if (number < member.min()) {
      add(shown, path, "Member must have value greater than or equal to " + member.min());
    }
  }

  private void add(String shown, String path, String constraint) {
    found.add(shown + " at '" + path + "' failed to satisfy constraint: " + constraint);
  }
}
