package io.github.kmsjca.localkms.internal.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The services that have a key of their own in each account, one row each, as the Region us-east-1
 * has them.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html">AWS managed
 *     keys</a>
 */
public enum AwsService {
  ACM("ACM private keys"),
  APPFLOW("AppFlow data"),
  BACKUP("backups"),
  CLOUD9("Cloud9 environments"),
  CODEARTIFACT("CodeArtifact assets"),
  CODECOMMIT("CodeCommit repositories"),
  CONNECT("Connect data"),
  DAX("DAX clusters"),
  DMS("DMS replication instances"),
  DYNAMODB("DynamoDB data"),
  EBS("EBS volumes"),
  ECR("ECR images"),
  EKS("EKS secrets"),
  ELASTICACHE("ElastiCache data"),
  ELASTICFILESYSTEM("EFS filesystems"),
  ES("Elasticsearch data"),
  FSX("FSx resources"),
  GLUE("Glue data"),
  IMAGEBUILDER("Image Builder data"),
  KAFKA("MSK data"),
  KENDRA("Kendra data"),
  KINESIS("Kinesis data"),
  KINESISVIDEO("Kinesis Video Streams data"),
  LAMBDA("Lambda functions"),
  LEX("Lex data"),
  LIGHTSAIL("Lightsail data"),
  MQ("MQ data"),
  RDS("RDS database volumes"),
  REDSHIFT("Redshift clusters"),
  S3("S3 objects"),
  SECRETSMANAGER("Secrets Manager data"),
  SES("SES data"),
  SNS("SNS data"),
  SQS("SQS messages"),
  SSM("SSM data"),
  TIMESTREAM("Timestream data"),
  TRANSLATE("Translate data"),
  WORKSPACES("WorkSpaces data"),
  XRAY("X-Ray data");

  private final String protects;

  AwsService(String protects) {
    this.protects = protects;
  }

  /** The service whose alias that is. */
  public static Optional<AwsService> ofAlias(String name) {
    return Arrays.stream(values()).filter(service -> service.alias().equals(name)).findAny();
  }

  /** The name of its key. */
  public String alias() {
    return "alias/aws/" + name().toLowerCase(Locale.ROOT);
  }

  /** How its key is described. */
  public String description() {
    return "Default key that protects my " + protects + " when no other key is defined";
  }

  /** The service as a key policy names it, in a Region. */
  public String endpoint(Scope scope) {
    String service = this == EBS ? "ec2" : name().toLowerCase(Locale.ROOT);
    return service + "." + scope.region() + ".amazonaws.com";
  }
}
