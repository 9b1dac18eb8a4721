package dev.cleanup.examples.web;

/**
 * The body of every answer that is no success.
 *
 * @param detail what went wrong, without anything that only the host should know
 */
public record Problem(String detail) {}
