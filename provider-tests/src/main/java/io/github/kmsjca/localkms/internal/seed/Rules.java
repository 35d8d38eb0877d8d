package io.github.kmsjca.localkms.internal.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.InputShape;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyPolicy;
import io.github.kmsjca.localkms.internal.operation.Tags;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a seed may say: the rules of the operations that would make the same. */
final class Rules {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern MULTI_REGION_ID = Pattern.compile("mrk-[0-9a-f]{32}");
  private static final String ARN_OF_KEY = ":key/";

  private Rules() {}

  static Scope scope(Place place, String account, String region) {
    if (!Scope.isAccount(account)) {
      throw place.problem(Place.quoted(account) + " is no account: twelve digits are expected");
    }
    if (!Scope.isRegion(region)) {
      throw place.problem(Place.quoted(region) + " is no Region such as eu-west-1");
    }
    return new Scope(account, region);
  }

  static String keyId(Entry entry, boolean multiRegion) {
    String id = entry.text();
    if (!(multiRegion ? MULTI_REGION_ID : ID).matcher(id).matches()) {
      throw entry
          .place()
          .problem(
              Place.quoted(id)
                  + " is no key id: expected is "
                  + (multiRegion
                      ? "mrk- and 32 lower-case hexadecimal digits, for it is multi-Region"
                      : "a UUID in lower case, such as 1234abcd-12ab-34cd-56ef-1234567890ab"));
    }
    return id;
  }

  /** The id of a key that an alias is for, which may come as an ARN. */
  static String targetId(Entry entry) {
    String text = entry.text();
    String id = text.substring(text.indexOf(ARN_OF_KEY) < 0 ? 0 : text.indexOf(ARN_OF_KEY) + 5);
    return keyId(new Entry.Text(entry.place(), id), id.startsWith("mrk-"));
  }

  static String alias(Place place, String name) {
    checked(place, Json.object().put("AliasName", name), Members.ALIAS_NAME, input -> input);
    if (!name.startsWith("alias/") || name.length() == 6 || name.indexOf(':') >= 0) {
      throw place.problem(
          Place.quoted(name) + " is no alias: alias/ and letters, digits, /, _ or - are expected");
    }
    if (name.startsWith("alias/aws/")) {
      throw place.problem("alias/aws/ is reserved for keys that AWS manages");
    }
    return name;
  }

  static String description(Entry entry) {
    String text = entry.text();
    checked(
        entry.place(), Json.object().put("Description", text), Members.DESCRIPTION, input -> input);
    return text;
  }

  static Map<String, String> tags(Entry entry) {
    ObjectNode input = Json.object();
    entry
        .mapping()
        .members()
        .forEach(
            (name, value) ->
                input
                    .withArray("Tags")
                    .addObject()
                    .put("TagKey", name)
                    .put("TagValue", value.text()));
    return checked(entry.place(), input, Members.TAGS, Tags::of);
  }

  /** A policy may be written as JSON, or in YAML itself. */
  static Optional<String> policy(Entry entry) {
    String text = entry instanceof Entry.Text plain ? plain.value() : entry.json().toString();
    return checked(
        entry.place(), Json.object().put("Policy", text), KeyPolicy.MEMBER, KeyPolicy::of);
  }

  /** Keys of custom key stores are not seeded. */
  static Origin origin(Entry entry) {
    return switch (entry.text()) {
      case "AWS_KMS" -> Origin.AWS_KMS;
      case "EXTERNAL" -> Origin.EXTERNAL;
      default -> throw entry.place().problem("AWS_KMS or EXTERNAL is expected");
    };
  }

  static KeyUsage usualUsage(KeySpec spec) {
    if (spec.allows(KeyUsage.SIGN_VERIFY)) {
      return KeyUsage.SIGN_VERIFY;
    }
    return Arrays.stream(KeyUsage.values()).filter(spec::allows).findFirst().orElseThrow();
  }

  static void checkUsage(Place place, KeySpec spec, KeyUsage usage) {
    if (!spec.allows(usage)) {
      throw place.problem(
          "a key of spec "
              + spec
              + " is not for "
              + usage
              + " but for "
              + String.join(
                  ", ", KeyUsage.names().stream().filter(name -> allows(spec, name)).toList()));
    }
  }

  private static boolean allows(KeySpec spec, String usage) {
    return spec.allows(KeyUsage.valueOf(usage));
  }

  private static <T> T checked(
      Place place, ObjectNode input, Member member, Function<Input, T> rule) {
    try {
      return rule.apply(InputShape.of(member).read(input));
    } catch (KmsFailure refusal) {
      throw place.problem("KMS would refuse it: " + refusal.getMessage(), refusal);
    }
  }
}
