package io.github.kmsjca.localkms.internal.model;

/** One account in one Region: the space in which key ids and alias names are unique. */
public record Scope(String account, String region) {

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
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    if (region.startsWith("us-gov-")) {
      return "aws-us-gov";
    }
    return region.startsWith("eusc-") ? "aws-eusc" : "aws";
  }

  private String arn(String resource) {
    return "arn:" + partition() + ":kms:" + region + ":" + account + ":" + resource;
  }
}
