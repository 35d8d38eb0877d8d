package io.github.kmsjca.localkms.internal.model;

import java.util.Map;
import java.util.regex.Pattern;

/** One account in one Region: the space in which key ids and alias names are unique. */
public record Scope(String account, String region) {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern REGION = Pattern.compile("([a-z]+-){2,3}\\d+");
  private static final Map<String, String> PARTITIONS =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "eu-isoe-", "aws-iso-e",
          "us-isof-", "aws-iso-f",
          "eusc-", "aws-eusc");

  /** Whether that may be the id of an account. */
  public static boolean isAccount(String id) {
    return ACCOUNT.matcher(id).matches();
  }

  /** Whether that may be the name of a Region. */
  public static boolean isRegion(String name) {
    return REGION.matcher(name).matches();
  }

  /** The ARN of a key, by its id. */
  public String keyArn(String id) {
    return arn("key/" + id);
  }

  /** The ARN of an alias, by its name ({@code alias/...}). */
  public String aliasArn(String name) {
    return arn(name);
  }

  /** The partition that the Region belongs to. */
  public String partition() {
    return PARTITIONS.entrySet().stream()
        .filter(entry -> region.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("aws");
  }

  private String arn(String resource) {
    return "arn:" + partition() + ":kms:" + region + ":" + account + ":" + resource;
  }
}
